"""The folder of specs."""

import os
from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code
from generator.workspace.files import fault, read_text

ENDINGS = (".yaml", ".yml")


def read_specs(folder: Path, names: Container[str] | None = None) -> dict[PurePosixPath, str]:
    """The texts of the YAML files that lie directly in a folder.

    Args:
        folder: the folder.
        names: which of them to read, by their names without ending; all if it is None.

    Raises:
        FileFault: there is no such folder or no such file, or one cannot be read.
    """
    files = [PurePosixPath(folder, name) for name in sorted(_names(folder))]
    if not files:
        hint = "go to the folder that holds it, or name it with --specs"
        raise fault(Code.NO_SPECS, f"there is no spec in {folder}", folder, hint)
    return {each: read_text(Path(each)) for each in files if names is None or each.stem in names}


def _names(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        with os.scandir(folder) as found:
            yield from (
                each.name for each in found if each.name.endswith(ENDINGS) and each.is_file()
            )
