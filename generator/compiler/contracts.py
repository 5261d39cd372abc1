"""The contract of each job, read back from the files themselves, and judged.

Nothing is assumed because a generator once wrote it: an edit is judged by what it says.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from generator.aml.read import Unreadable, read_offers
from generator.compiler.view import View
from generator.contract.compare import Factory, Mismatch, compare, differences
from generator.contract.job import Job
from generator.contract.model import Calls, Offer, Read
from generator.contract.pipelines import Pipeline
from generator.diagnostics import Code, Diagnostic, Place
from generator.diagnostics import Path as Way
from generator.factory.documents import FOLDERS
from generator.factory.read import Document, read_calls, started
from generator.factory.types import Service
from generator.spec.load import Loaded
from generator.spec.nodes import Scalar
from generator.spec.origins import PROJECT, origin
from generator.spec.places import Places
from generator.workspace.files import FileFault


class Contracts:
    """Reads contracts back from the files of a folder; `view` shows them."""

    def __init__(self, loaded: Loaded, view: View) -> None:
        self._loaded, self._view = loaded, view

    def check(self, jobs: Iterable[str]) -> Iterator[Diagnostic]:
        """Everything that is wrong with the contracts of some jobs."""
        assert self._loaded.project is not None
        for name in jobs:
            job = self._loaded.project.jobs[name]
            for found in self._contract(job):
                yield found if isinstance(found, Diagnostic) else self._told(found, job)

    def _contract(self, job: Job) -> Iterator[Mismatch | Diagnostic]:
        """What is wrong with a contract; what can be read is judged whatever the rest is."""
        pipelines = [(each, self.calls(job, each)) for each in job.factory.pipelines]
        offer = self.offer(job)
        read = [
            Factory(each.calls, calls)
            for each, calls in pipelines
            if not isinstance(calls, Diagnostic)
        ]
        if len(read) == len(pipelines) and not isinstance(offer, Diagnostic):
            yield from compare(read, job.offer, offer)
            return
        yield from (calls for _, calls in pipelines if isinstance(calls, Diagnostic))
        for half in read:
            yield from differences(half.expected, half.calls)
        yield from [offer] if isinstance(offer, Diagnostic) else differences(job.offer, offer)

    def calls(self, job: Job, pipeline: Pipeline) -> Read[Calls] | Diagnostic:
        """What one of the job's documents calls, and which triggers start it."""
        folder = PurePosixPath(FOLDERS[job.factory.service])
        document = self._document(folder / "pipeline" / f"{pipeline.name}.json")
        if isinstance(document, Diagnostic):
            return document
        triggers = self._triggers[job.factory.service]
        if isinstance(triggers, Diagnostic):
            return triggers
        return read_calls(document, triggers.get(pipeline.name.casefold(), ()))

    def offer(self, job: Job) -> Read[Offer] | Diagnostic:
        """What the job's AML pipeline accepts."""
        path = PurePosixPath("aml", job.name, "pipeline.py")
        place, text = Place(self._view.place(path)), self._text(path)
        if isinstance(text, Diagnostic):
            return text
        if text is None:
            return Diagnostic(Code.UNREADABLE_SIDE, "the AML pipeline is missing", place)
        try:
            offers = read_offers(place.file, text)
        except Unreadable as error:
            return Diagnostic(Code.UNREADABLE_SIDE, f"the file is no Python: {error}", place)
        if len(offers) != 1:
            message = f"the file defines {len(offers) or 'no'} AML pipelines, and the job has one"
            return Diagnostic(Code.UNREADABLE_SIDE, message, place)
        return offers[0]

    def _text(self, path: PurePosixPath) -> str | Diagnostic | None:
        try:
            return self._view.text(path)
        except FileFault as fault:
            return fault.diagnostic

    def _document(self, path: PurePosixPath) -> Document | Diagnostic:
        place, text = self._view.place(path), self._text(path)
        if isinstance(text, Diagnostic):
            return text
        if text is None:
            return Diagnostic(Code.UNREADABLE_SIDE, "the pipeline is missing", Place(place))
        try:
            return Document(place, json.loads(text))
        except (ValueError, RecursionError) as error:
            return Diagnostic(Code.UNREADABLE_SIDE, f"the file is no JSON: {error}", Place(place))

    @cached_property
    def _triggers(self) -> dict[Service, dict[str, list[Document]] | Diagnostic]:
        """The triggers of each service, whoever wrote them, by the pipelines that they start."""
        return {
            service: self._by_pipeline(self._view.listed(PurePosixPath(folder, "trigger")))
            for service, folder in FOLDERS.items()
        }

    def _by_pipeline(
        self, paths: Sequence[PurePosixPath]
    ) -> dict[str, list[Document]] | Diagnostic:
        found: dict[str, list[Document]] = {}
        for path in paths:
            document = self._document(path)
            if isinstance(document, Diagnostic):
                return document
            for name in started(document):
                found.setdefault(name, []).append(document)
        return found

    def _told(self, mismatch: Mismatch, job: Job) -> Diagnostic:
        """A mismatch with all the places that belong to it."""
        related = [each for each in mismatch.related if each[1] != mismatch.place]
        if mismatch.origin is not None:
            assert self._loaded.project is not None
            came = origin(job, self._loaded.project.git, mismatch.pipeline, mismatch.origin)
            words = "in the project file" if came.file == PROJECT else "in the spec"
            related.append((words, _place(self._loaded.places[came.file], came.paths)))
        return Diagnostic(
            mismatch.code, mismatch.message, mismatch.place, mismatch.hint, tuple(related)
        )


def _place(places: Places, paths: tuple[Way, ...]) -> Place:
    """Where a spec says something: of a single value the value, of a thing its name.

    What it does not say stands where it would be said.
    """
    path = next((each for each in paths if each in places.values), paths[-1])
    while path and path not in places.values:
        path = path[:-1]
    return places.value(path) if isinstance(places.values.get(path), Scalar) else places.key(path)
