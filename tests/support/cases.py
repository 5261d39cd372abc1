"""The projects that are compiled as wholes: each folder of `tests/cases`, and the repository's own.

A case is a folder `specs` and a folder `output`, which holds what the specs compile to. The
repository is a case without a folder: `specs` and the committed `output` are its two halves.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from generator.compiler.compile import Compiled
from generator.contract.job import Job, Project
from generator.render import python_language
from tests.support import projects
from tests.support.projects import Texts
from tests.support.variants import AS_THEY_ARE, VARIANTS, variant

FOLDER = Path(__file__).parents[1] / "cases"
REPOSITORY = "repository"
FOLDERS = sorted(specs.parent.name for specs in FOLDER.glob("*/specs"))

CASES: Mapping[str, Texts] = {
    REPOSITORY: projects.texts(projects.LOAN),
    # By a line of its spec, a job of the repository changes its SDK, and by another its service.
    **{name: variant(*key) for name, key in VARIANTS.items() if key not in AS_THEY_ARE},
    **{name: projects.texts(FOLDER / name / "specs") for name in FOLDERS},
}
"""The specs of every case."""


@dataclass(frozen=True, slots=True)
class JobCase:
    """One job of a case."""

    case: str
    name: str
    sdk: str

    def __str__(self) -> str:
        return f"{self.case}-{self.name}"

    @property
    def job(self) -> Job:
        return project(self.case).jobs[self.name]

    def folder(self, outputs: Path) -> Path:
        """The job's folder of AML code, where the cases are written to `outputs`."""
        return outputs / self.case / "aml" / self.name


def _jobs() -> list[JobCase]:
    """Every job of every case, found without compiling: tests are collected in no time."""
    sdk = re.compile(r"\bsdk: (v[12])")
    return [
        JobCase(case, file.stem, sdk.findall(text)[-1])
        for case, texts in CASES.items()
        for file, text in texts.items()
        if file.stem != "project"
    ]


def _environments() -> list[tuple[str, str]]:
    project = projects.SPECS / "project.yaml"
    return [
        (case, environment)
        for case, texts in CASES.items()
        for environment in yaml.load(texts[project], yaml.CSafeLoader)["environments"]
    ]


ENVIRONMENTS = _environments()
"""Every environment of every case."""

JOBS = _jobs()
JOBS_V1 = [job for job in JOBS if job.sdk == "v1"]
JOBS_V2 = [job for job in JOBS if job.sdk == "v2"]


def compiled(case: str) -> Compiled:
    return _compiled(case, python_language._laid_out)


@cache
def _compiled(case: str, _layout: Callable[[str], str]) -> Compiled:
    """Each layout has its own: what `fast` leaves as it is rendered must reach no other test."""
    return projects.compiled(CASES[case])


def project(case: str) -> Project:
    found = compiled(case).loaded.project
    assert found is not None
    return found


def artifacts(case: str) -> dict[str, str]:
    """The text of every artifact of a case, by its path."""
    return {str(path): artifact.text for path, artifact in compiled(case).artifacts.items()}
