"""Changes that Azure refuses of what is there already: told before anything is written."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.compiler.compile import Compiled
from generator.contract.values import Json
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.factory.triggers import refused_changes
from generator.workspace.artifacts import Artifact
from generator.workspace.files import read_text


def check_changes(compiled: Compiled, output: Path) -> tuple[Diagnostic, ...]:
    """What cannot become of the documents in a folder what the specs compile to.

    Raises:
        FileFault: a file cannot be read.
    """
    found: list[Diagnostic] = []
    for artifact in compiled.artifacts.values():
        if artifact.path.parts[1:2] == ("trigger",):
            found += _refused(artifact, compiled, output / artifact.path)
    return sort(found)


def _refused(artifact: Artifact, compiled: Compiled, file: Path) -> Iterator[Diagnostic]:
    for change in refused_changes(_document(file), json.loads(artifact.text)):
        name = artifact.path.stem.removeprefix(f"{artifact.job}_")
        place = compiled.loaded.places[artifact.job].key(("factory", "triggers", name))
        message = f"a tumbling window's {change}: Azure refuses that of a trigger that is there"
        related = (("as it is", Place(PurePosixPath(file))),)
        hint = f"give the trigger another name than {name!r}"
        yield Diagnostic(Code.FIXED_ONCE_MADE, message, place, hint, related)


def _document(file: Path) -> Json:
    """The document in a file; None if there is none, or it is no JSON."""
    if not file.is_file():
        return None
    try:
        content: Json = json.loads(read_text(file))
    except (ValueError, RecursionError):
        return None
    return content
