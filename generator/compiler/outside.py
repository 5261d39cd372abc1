"""What the rest of a project can see of some of its jobs."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.compiler.compile import Draft
from generator.compiler.related import related
from generator.contract.job import Job
from generator.contract.values import Json
from generator.diagnostics import Code
from generator.factory.arm.template import Key, needed
from generator.factory.documents import Document, Varying

Told = tuple[Code, PurePosixPath, str]


class Outside(Struct, frozen=True):
    """Where this stays the same, nothing else in the project can change.

    Attributes:
        told: the warnings. One of a whole project stays or goes with that of the part.
        documents: what the jobs make and use, what of it the environments have their own of, and
            what it refers to; so also its names, of which no two may be the same.
        shared: the documents of what is shared.
        endpoints: what each job is called by in Azure ML.
        related: the other jobs that each names something of.
        moved: the names that jobs had.
    """

    told: tuple[Told, ...]
    documents: tuple[tuple[str, Key, str, tuple[Varying, ...], frozenset[Key]], ...]
    shared: Mapping[PurePosixPath, Json]
    endpoints: Mapping[str, tuple[str, str, str]]
    related: Mapping[str, frozenset[str]]
    moved: Mapping[str, str]


def outside(draft: Draft) -> Outside:
    """What the rest of a project can see of the jobs in a draft without errors."""
    project = draft.loaded.project
    assert project is not None
    return Outside(
        tuple(_told(draft)),
        tuple(map(_document, draft.documents)),
        {each.path: each.content for each in draft.documents if not each.job},
        {name: _endpoint(job) for name, job in project.jobs.items()},
        related(project),
        draft.loaded.moved,
    )


def _told(draft: Draft) -> Iterator[Told]:
    for each in draft.diagnostics:
        yield each.code, PurePosixPath(each.place.file.stem), each.message


def _document(document: Document) -> tuple[str, Key, str, tuple[Varying, ...], frozenset[Key]]:
    key: Key = (document.kind, document.name)
    return document.service, key, document.job, document.varying, frozenset(needed(document))


def _endpoint(job: Job) -> tuple[str, str, str]:
    return job.sdk, job.target, job.aml.endpoint
