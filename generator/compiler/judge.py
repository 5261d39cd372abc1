"""What only the factory side knows to be wrong, in all specs that could be read."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Diagnostic
from generator.diagnostics.finding import Finding
from generator.factory import reference_rules, rules
from generator.factory.reach import Key, by_service, needs
from generator.factory.reference_rules import Known, check_references
from generator.factory.references import (
    DATASET,
    LINKED_SERVICE,
    PIPELINE,
    of_activity,
    of_dataset,
    of_linked_service,
)
from generator.factory.resource_rules import check_dataset, check_linked_service
from generator.factory.types import Service
from generator.spec.checks.broken import Names
from generator.spec.load import Loaded

_ALL: tuple[Service, ...] = ("data_factory", "synapse")


def judge(loaded: Loaded) -> Iterator[Diagnostic]:
    """Judge the activities of jobs, and what the jobs share."""
    if "" not in loaded.places:
        return
    yield from _activities(loaded)
    told = dict.fromkeys(_shared(loaded))  # two services may say the same of one resource
    yield from map(loaded.places[""].diagnostic, told)
    yield from _circles(loaded)


def _activities(loaded: Loaded) -> Iterator[Diagnostic]:
    known_to = {
        each: _known(loaded, each) for each in {job.service for job in loaded.jobs.values()}
    }
    for name, job in loaded.jobs.items():
        service = job.service or "data_factory"
        known = known_to[job.service]
        findings = [*rules.check_activities(job.activities, loaded.services, service)]
        for activity in job.activities:
            findings += check_references(of_activity(activity), known)
        yield from map(loaded.places[name].diagnostic, findings)


def _shared(loaded: Loaded) -> Iterator[Finding]:
    for service, keys in _reached(loaded).items():
        known = _known(loaded, service)
        for name, linked in loaded.services.items():
            if (LINKED_SERVICE, name) in keys:
                yield from check_linked_service(linked, loaded.environments, service)
                yield from check_references(of_linked_service(linked), known)
        for name, dataset in loaded.datasets.items():
            if (DATASET, name) in keys:
                yield from check_dataset(dataset, service)
                yield from check_references(of_dataset(dataset), known)


def _reached(loaded: Loaded) -> Mapping[Service, set[Key]]:
    """What the jobs of each service have in common, as far as the specs could be read."""
    needed = needs(loaded.services.values(), loaded.datasets.values())
    starts: dict[Service, set[Key]] = {}
    for job in loaded.jobs.values():
        for service in _ALL if job.service is None else (job.service,):
            found = starts.setdefault(service, set())
            found.update(each.key for one in job.activities for each in of_activity(one))
            found.add((LINKED_SERVICE, loaded.aml))
    return by_service(starts, needed.keys(), needed, loaded.service or "data_factory")


def _known(loaded: Loaded, service: Service | None) -> Known:
    """What jobs of a service can refer to: what is declared, and what jobs of the same make."""
    made = [
        name
        for job in loaded.jobs.values()
        if service is None or job.service in (service, None)
        for name in job.pipelines
    ]
    names = dict(loaded.names)
    names["pipelines"] |= Names(frozenset(made) | loaded.unread)
    return Known(names, loaded.services, loaded.datasets)


def _circles(loaded: Loaded) -> Iterator[Diagnostic]:
    """Pipelines that run each other, and linked services that need each other."""
    runs = {
        name: [each for one in job.activities for each in of_activity(one)]
        for name, job in loaded.jobs.items()
    }
    for name, finding in reference_rules.check_circles(runs, PIPELINE):
        yield loaded.places[name].diagnostic(finding)
    links = {name: [*of_linked_service(each)] for name, each in loaded.services.items()}
    for _, finding in reference_rules.check_circles(links, LINKED_SERVICE):
        yield loaded.places[""].diagnostic(finding)
