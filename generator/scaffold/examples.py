"""The jobs that new ones can be made like. They are this repository's own, and a blank one."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.contract.names import GENERATED
from generator.product import examples_folder, templates_folder
from generator.scaffold.meaning import data_of, text_at
from generator.spec.files import PROJECT

BLANK = "blank"
_NAMES = ("loan_default", "sentiment", "customer_behavior")


class Example(Struct, frozen=True):
    """A job that others can be made like.

    `scripts` are those that somebody wrote, by their names in the job's folder: where there is
    none, the job runs with what the compiler scaffolds. `project` is the text of a project file
    that has all that the spec refers to.
    """

    name: str
    summary: str
    spec: str
    scripts: Mapping[str, str]
    project: str


@cache
def examples() -> Mapping[str, Example]:
    """The examples by their names; `blank` is the last one.

    Raises:
        FileNotFoundError: the package is neither installed nor in a checkout.
    """
    home = examples_folder()
    project = _text(home / "specs" / f"{PROJECT}.yaml")
    found = {name: _example(home, name, project) for name in _NAMES}
    blank = _text(templates_folder() / "examples" / BLANK / f"{BLANK}.yaml")
    found[BLANK] = Example(BLANK, _summary(blank), blank, MappingProxyType({}), project)
    return MappingProxyType(found)


def _example(home: Path, name: str, project: str) -> Example:
    spec = _text(home / "specs" / f"{name}.yaml")
    return Example(
        name, _summary(spec), spec, written_scripts(home / "output" / "aml" / name), project
    )


def written_scripts(folder: Path) -> Mapping[str, str]:
    """The scripts of a job's folder that are not generated."""
    texts = {file.name: _text(file) for file in sorted(folder.glob("*.py"))}
    return {name: text for name, text in texts.items() if not text.startswith(GENERATED)}


def _summary(spec: str) -> str:
    return text_at(data_of(spec), "description")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")
