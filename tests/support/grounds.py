"""Written projects whose files a test edits, one edit at a time, to see what the check finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.compiler.check import check_contracts, read_job_offer, read_pipeline
from generator.compiler.compile import Compiled
from generator.contract.job import Job
from generator.contract.model import Calls, Offer, Read
from generator.diagnostics import Diagnostic, Place, sort
from tests.support import edits, projects
from tests.support.mutations import Edit
from tests.support.projects import Texts

JOBS: Mapping[str, tuple[str, Texts]] = {
    "loan_v1": ("loan_default", projects.loan("v1")),
    "loan_v2": ("loan_default", projects.loan("v2")),
    "full_v1": ("full_v1", projects.full()),
    "full_v2": ("full_v2", projects.full()),
}
"""The jobs under test: each one's name and its project's specs."""


@cache
def compiled(case: str) -> Compiled:
    return projects.compiled(JOBS[case][1])


def job(case: str) -> Job:
    project = compiled(case).loaded.project
    assert project is not None
    return project.jobs[JOBS[case][0]]


@dataclass(frozen=True)
class Ground:
    """One project, written to a folder."""

    case: str
    output: Path

    @property
    def pipeline(self) -> Path:
        """The factory's document."""
        return self.output / "factory" / "pipeline" / f"{job(self.case).name}.json"

    @property
    def code(self) -> Path:
        """The AML pipeline."""
        return self.output / "aml" / job(self.case).name / "pipeline.py"

    def calls(self) -> Read[Calls]:
        own = job(self.case)
        read = read_pipeline(own, own.factory.pipelines[0], self.output)
        assert not isinstance(read, Diagnostic), read
        return read

    def offer(self) -> Read[Offer]:
        read = read_job_offer(job(self.case), self.output)
        assert not isinstance(read, Diagnostic), read
        return read

    def judged(self, edit: Edit) -> tuple[Diagnostic, ...]:
        """What the check of the contract says of an edit; every place it names is there."""
        before = edit.file.read_text("utf-8") if edit.file.exists() else None
        try:
            if edit.text is None:
                edit.file.unlink()
            else:
                edit.file.write_text(edit.text, "utf-8")
            found = sort(check_contracts(compiled(self.case).loaded, self.output))
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
        specs = JOBS[self.case][1]
        if not place.line and not place.pointer:
            return place.file.name
        text = specs.get(place.file) or Path(place.file).read_text("utf-8")
        return edits.at(text, place)


def places(diagnostic: Diagnostic) -> list[Place]:
    return [diagnostic.place, *(place for _, place in diagnostic.related)]


def write(case: str, output: Path) -> Ground:
    projects.write(compiled(case), output)
    return Ground(case, output)
