"""The folder of specs."""

import os
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code
from generator.workspace.endings import ENDINGS
from generator.workspace.files import fault, read_text


def read_specs(folder: Path, names: Container[str] | None = None) -> dict[PurePosixPath, str]:
    """The texts of the YAML files that lie directly in a folder.

    Args:
        folder: the folder.
        names: which of them to read, by their names without ending; all if it is None.

    Raises:
        FileFault: there is no such folder or no such file, or one cannot be read.
    """
    found = sorted(_names(folder))
    if not found:
        hint = "go to the folder that holds it, or name it with --specs"
        raise fault(Code.NO_SPECS, f"there is no spec in {folder}", folder, hint)
    wanted = [each for each in found if names is None or os.path.splitext(each)[0] in names]
    return {PurePosixPath(folder, each): read_text(folder / each) for each in wanted}


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        with os.scandir(folder) as found:
            yield from (
                each.name for each in found if each.name.endswith(ENDINGS) and each.is_file()
            )
