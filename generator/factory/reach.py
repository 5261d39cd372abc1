"""Which service needs which of the resources that jobs share."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from generator.contract.job import Job, Project
from generator.contract.pipelines import Activity, everything
from generator.contract.resources import Dataset, Identity, LinkedService
from generator.expression import Service
from generator.factory.references import (
    CREDENTIAL,
    DATASET,
    LINKED_SERVICE,
    of_activity,
    of_dataset,
    of_linked_service,
)

Key = tuple[str, str]
"""The type of reference, and the name."""
T = TypeVar("T")


def needs(services: Iterable[LinkedService], datasets: Iterable[Dataset]) -> dict[Key, set[Key]]:
    """What each shared resource needs itself."""
    found: dict[Key, set[Key]] = {}
    for service in services:
        found[LINKED_SERVICE, service.name] = {each.key for each in of_linked_service(service)}
    for dataset in datasets:
        found[DATASET, dataset.name] = {each.key for each in of_dataset(dataset)}
    return found


def reach(starts: Iterable[Key], needed: Mapping[Key, Collection[Key]]) -> set[Key]:
    """All that is needed to have what one starts with, directly or through others."""
    waiting, seen = list(starts), set[Key]()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += needed.get(key, ())
    return seen


def by_service(
    starts: Mapping[Service, Collection[Key]],
    shared: Collection[Key],
    needed: Mapping[Key, Collection[Key]],
    own: Service,
) -> dict[Service, set[Key]]:
    """The resources of each service: what its jobs reach, and at home what no job does.

    Args:
        starts: what the jobs of each service refer to; a service without jobs has no entry.
        shared: all resources that there are.
        needed: what each of them needs.
        own: the project's own service, which is home if it has jobs, or if none has.
    """
    reached = {service: reach(keys, needed) for service, keys in starts.items()}
    home = own if own in reached or not reached else min(reached)
    rest = set(shared).difference(*reached.values())
    reached[home] = reached.get(home, set()) | reach(rest, needed)
    return reached


def shared_by_service(project: Project) -> dict[Service, set[Key]]:
    """The shared resources of each service of a project."""
    needed = needs(project.linked_services.values(), project.datasets.values())
    starts: dict[Service, set[Key]] = {}
    for job in project.jobs.values():
        starts.setdefault(job.factory.service, set()).update(_starts(job, project.identity))
    credentials = {(CREDENTIAL, name) for name in project.credentials}
    return by_service(starts, needed.keys() | credentials, needed, project.service)


def _starts(job: Job, identity: Identity) -> Iterator[Key]:
    """What a job's pipelines refer to. For v2, Web activities show the identity themselves."""
    for pipeline in job.factory.pipelines:
        for node in everything(pipeline.activities):
            if isinstance(node, Activity):
                yield from (each.key for each in of_activity(node))
    if job.sdk == "v1":
        yield LINKED_SERVICE, job.factory.linked_service.name
    elif identity.credential is not None:
        yield CREDENTIAL, identity.credential
    elif identity.principal_key is not None:
        yield LINKED_SERVICE, identity.principal_key.store


def chosen(kind: str, resources: Mapping[str, T], keys: Collection[Key]) -> Iterator[T]:
    """The resources of a kind that are among those, in their order."""
    return (each for name, each in resources.items() if (kind, name) in keys)
