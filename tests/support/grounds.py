"""Written projects whose files a test edits, one edit at a time, to see what the check finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.compiler.compile import Compiled
from generator.compiler.contracts import Contracts
from generator.compiler.view import View
from generator.contract.job import Job
from generator.contract.model import Calls, Offer, Read
from generator.contract.pipelines import Pipeline
from generator.diagnostics import Diagnostic, Place, sort
from generator.factory.documents import FOLDERS
from generator.spec.load import load
from tests.support import cases, edits, projects
from tests.support.mutations import Edit
from tests.support.projects import SPECS, Texts
from tests.support.variations import part

OFFER = "offer"
"""The half of the contract that is Azure ML's; the others go by the names of their pipelines."""


def _loan(sdk: str) -> Texts:
    """The loan job alone."""
    wanted = ("project", "loan_default")
    return {file: text for file, text in projects.loan(sdk).items() if file.stem in wanted}


def _full(job: str) -> Texts:
    return part(cases.CASES["everything"], SPECS / f"{job}.yaml").texts


FULL = ("full_v1", "full_v2", "full_synapse", "full_events")
JOBS: Mapping[str, str] = {
    "loan_v1": "loan_default",
    "loan_v2": "loan_default",
    **{job: job for job in FULL},
}
"""The jobs under test: each one's name."""


@cache
def texts(case: str) -> Texts:
    """The specs of a case: its job, and what that needs."""
    return _full(case) if case in FULL else _loan(case.removeprefix("loan_"))


@cache
def compiled(case: str) -> Compiled:
    return projects.compiled(texts(case))


@cache
def job(case: str) -> Job:
    """The job of a case, found without compiling: tests are collected in no time."""
    project = load(SPECS, texts(case)).project
    assert project is not None
    return project.jobs[JOBS[case]]


def pipelines(case: str) -> Mapping[str, Pipeline]:
    """The job's pipelines in the factory, by their names."""
    return {each.name: each for each in job(case).factory.pipelines}


def expected(case: str, half: str) -> Calls | Offer:
    """A half of the contract as the spec has it."""
    return job(case).offer if half == OFFER else pipelines(case)[half].calls


@dataclass(frozen=True)
class Ground:
    """One project, written to a folder."""

    case: str
    output: Path

    @property
    def contracts(self) -> Contracts:
        """The contracts, as the files stand now."""
        return Contracts(compiled(self.case).loaded, View(self.output))

    @property
    def pipeline(self) -> Path:
        """The document of the pipeline that triggers start."""
        return self.document(job(self.case).name)

    @property
    def folder(self) -> Path:
        """The documents of the job's service."""
        return self.output / FOLDERS[job(self.case).factory.service]

    def document(self, pipeline: str) -> Path:
        return self.folder / "pipeline" / f"{pipeline}.json"

    @property
    def code(self) -> Path:
        """The AML pipeline."""
        return self.output / "aml" / job(self.case).name / "pipeline.py"

    def calls(self, pipeline: str = "") -> Read[Calls]:
        """The half of one pipeline, if not of the one that triggers start."""
        known = pipelines(self.case)
        read = self.contracts.calls(job(self.case), known[pipeline or job(self.case).name])
        assert not isinstance(read, Diagnostic), read
        return read

    def offer(self) -> Read[Offer]:
        read = self.contracts.offer(job(self.case))
        assert not isinstance(read, Diagnostic), read
        return read

    def read(self, half: str) -> Read[Calls] | Read[Offer]:
        return self.offer() if half == OFFER else self.calls(half)

    def judged(self, edit: Edit) -> tuple[Diagnostic, ...]:
        """What the check of the contract says of an edit; every place it names is there."""
        before = edit.file.read_text("utf-8") if edit.file.exists() else None
        try:
            if edit.text is None:
                edit.file.unlink()
            else:
                edit.file.write_text(edit.text, "utf-8")
            found = sort(self.contracts.check([JOBS[self.case]]))
            for diagnostic in found:
                for place in places(diagnostic):
                    assert self.shown(place) not in (None, ""), f"{place} is no place"
            return found
        finally:
            if before is None:
                edit.file.unlink()
            else:
                edit.file.write_text(before, "utf-8")

    def shown(self, place: Place) -> object:
        """What stands at a place, of a spec or of a generated file; of a whole file, its name."""
        if not place.line and not place.pointer:
            return place.file.name
        text = texts(self.case).get(place.file) or Path(place.file).read_text("utf-8")
        return edits.at(text, place)


def places(diagnostic: Diagnostic) -> list[Place]:
    return [diagnostic.place, *(place for _, place in diagnostic.related)]


def write(case: str, output: Path) -> Ground:
    projects.write(compiled(case), output)
    return Ground(case, output)
