"""Making a new project: rendered, filled with a job, compiled, and put in its place."""

import json
import shutil
from pathlib import Path, PurePosixPath
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from generator import product
from generator.contract.model import Sdk
from generator.diagnostics import Code, Diagnostic, Place
from generator.expression import Service
from generator.scaffold.jobs import added_job
from generator.scaffold.project import git
from generator.scaffold.project.asking import RefusedError
from generator.scaffold.project.cookies import rendered
from generator.scaffold.project.placing import Placed, check_target, place, workshop
from generator.scaffold.project.rules import Answers
from generator.scaffold.project.template import Template
from generator.scaffold.refusal import Refused, WouldNotCompile
from generator.spec.schema import job_schema, project_schema
from generator.workspace.files import read_text, write_text

OF_CI = {"github": ".github", "azure_devops": "azure-pipelines.yml"}
"""What each system that checks and deploys reads: only that of the chosen one stays."""
_OF_A_JOB = ("job", "example", "service", "sdk")


class Made(Struct, frozen=True):
    """A new project: where its files are, and whether it is a git repository."""

    placed: Placed
    repository: git.Began


def make(template: Template, answers: Answers, target: Path | None, *, keep: bool) -> Made:
    """Make a project.

    Args:
        template: what it is made from.
        answers: the answers to all its questions, each of them judged.
        target: its folder; by itself the one that the template names, in the current folder.
        keep: whether it may hold something already, which stays.

    Raises:
        FileFault: it cannot be made; then nothing is left of it.
        RefusedError: its job does not compile; then neither.
    """
    with workshop((target or Path("new")).absolute()) as folder:
        made = rendered(template, answers, folder)
        _choose_ci(made, answers)
        if all(key in answers for key in _OF_A_JOB):
            _fill(made, answers)
        target = target or Path(made.name)
        check_target(target, keep=keep)
        placed = place(made, target.absolute())
    return Made(placed, git.begin(placed.folder))


def _choose_ci(made: Path, answers: Answers) -> None:
    """Take away what is read by the systems that were not chosen."""
    for system, name in OF_CI.items():
        path = made / name
        if "ci" in answers and answers["ci"] != system and path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _fill(made: Path, answers: Answers) -> None:
    """Give a project its job, the sample of that, and the schemas of the language."""
    for name, schema in (("job", job_schema()), ("project", project_schema())):
        file = made / "specs" / "schema" / f"{name}.schema.json"
        write_text(file, f"{json.dumps(schema, indent=2)}\n")
    _add_job(made, answers)
    sample = product.templates_folder() / "examples" / answers["example"] / "sample.py"
    write_text(made / "samples" / f"{answers['job']}.py", read_text(sample))


def _add_job(made: Path, answers: Answers) -> None:
    service, sdk = cast("Service", answers["service"]), cast("Sdk", answers["sdk"])
    like = answers["example"]
    try:
        added_job(
            made / "specs", made / "output", answers["job"], like=like, service=service, sdk=sdk
        )
    except Refused as refused:
        place = Place(PurePosixPath("specs", f"{answers['job']}.yaml"))
        diagnostic = Diagnostic(Code.BAD_NAME, refused.message, place, refused.hint)
        raise RefusedError([diagnostic]) from None
    except WouldNotCompile as broken:
        raise RefusedError([_within(made, each) for each in broken.diagnostics]) from None


def _within(made: Path, diagnostic: Diagnostic) -> Diagnostic:
    """A diagnostic whose file is told as it would be called in the project."""
    file = diagnostic.place.file
    if file.is_relative_to(made):
        file = file.relative_to(made)
    return replace(diagnostic, place=replace(diagnostic.place, file=file), related=())
