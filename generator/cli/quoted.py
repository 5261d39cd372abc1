"""The texts that diagnostics quote lines from."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic
from generator.workspace.disk import OnDisk


def quoted(
    found: Iterable[Diagnostic], texts: Mapping[PurePosixPath, str]
) -> dict[PurePosixPath, str]:
    """The specs, and the files beside them in which a line is wrong."""
    files = {diagnostic.place.file for diagnostic in found if diagnostic.place.line}
    return {**texts, **dict(_read(files - texts.keys()))}


def _read(files: Iterable[PurePosixPath]) -> Iterable[tuple[PurePosixPath, str]]:
    for file in files:
        try:
            yield file, OnDisk(Path(file).read_bytes()).text
        except OSError:
            continue  # it is to be made, or was removed since: its place is told without a line
