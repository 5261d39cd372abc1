"""Changes that Azure refuses of what is there already: told before anything is written."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.compiler.compile import Compiled
from generator.contract.values import Json
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.factory.triggers import refused_changes
from generator.workspace.artifacts import Artifact
from generator.workspace.files import read_text

TRIGGERS = "trigger"
"""The folder of a service's triggers."""


def check_changes(compiled: Compiled, output: Path) -> tuple[Diagnostic, ...]:
    """What cannot become of the documents in a folder what the specs compile to.

    Raises:
        FileFault: a file cannot be read.
    """
    files = (output / artifact.path for artifact in _triggers(compiled))
    texts = {PurePosixPath(file): read_text(file) for file in files if file.is_file()}
    return refused(compiled, PurePosixPath(output), texts)


def refused(
    compiled: Compiled, output: PurePosixPath, texts: Mapping[PurePosixPath, str]
) -> tuple[Diagnostic, ...]:
    """What Azure would refuse to change.

    Args:
        compiled: what the specs compile to.
        output: the output folder.
        texts: the documents that are there, by their path with the output folder.
    """
    found: list[Diagnostic] = []
    for artifact in _triggers(compiled):
        file = output / artifact.path
        if file in texts:
            found += _refused(artifact, compiled, file, texts[file])
    return sort(found)


def _triggers(compiled: Compiled) -> Iterator[Artifact]:
    for artifact in compiled.artifacts.values():
        if artifact.path.parent.name == TRIGGERS:
            yield artifact


def _refused(
    artifact: Artifact, compiled: Compiled, file: PurePosixPath, text: str
) -> Iterator[Diagnostic]:
    name = artifact.path.stem.removeprefix(f"{artifact.job}_")
    place = compiled.loaded.places[artifact.job].key(("factory", "triggers", name))
    for change in refused_changes(_document(text), json.loads(artifact.text)):
        message = f"Azure refuses to change a tumbling window's {change}"
        hint = "give the trigger a new name; if it was never deployed, delete its old document"
        related = (("as it is", Place(file)),)
        yield Diagnostic(Code.FIXED_ONCE_MADE, message, place, hint, related)


def _document(text: str) -> Json:
    """The document of a text; None if it is no JSON."""
    try:
        content: Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content
