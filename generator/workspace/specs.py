"""The folder of specs."""

from pathlib import Path, PurePosixPath

from generator.diagnostics import Code
from generator.workspace.files import fault, read_text


def read_specs(folder: Path) -> dict[PurePosixPath, str]:
    """The text of every YAML file that lies directly in a folder.

    Raises:
        FileFault: there is no such folder or no such file, or one cannot be read.
    """
    files = sorted(p for p in folder.glob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    if not files:
        hint = "go to the folder that holds it, or name it with --specs"
        raise fault(Code.NO_SPECS, f"there is no spec in {folder}", folder, hint)
    return {PurePosixPath(file): read_text(file) for file in files}
