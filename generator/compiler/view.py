"""What the files of an output folder say: as they stand, or as they will after a plan."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, Place
from generator.workspace.artifacts import Text
from generator.workspace.disk import OnDisk
from generator.workspace.files import FileFault
from generator.workspace.folder import Folder
from generator.workspace.plan import Plan


class View(Struct, frozen=True):
    """The files of a folder.

    Args:
        output: the folder.
        planned: the texts that are to be written into it; None for a file that is to be removed.
    """

    output: Path
    planned: Mapping[PurePosixPath, str | Text | None] = field(default_factory=dict)

    def place(self, path: PurePosixPath) -> PurePosixPath:
        """The path with the output folder's, for diagnostics."""
        return PurePosixPath(self.output) / path

    def text(self, path: PurePosixPath) -> str | None:
        """The text of a file; None if there is none.

        Raises:
            FileFault: it cannot be read, or is not UTF-8.
        """
        if path in self.planned:
            planned = self.planned[path]
            return None if planned is None else str(planned) or None
        found = Folder(self.output).read(path)
        if not isinstance(found, OnDisk):
            return None
        return _utf8(found.text, self.place(path))

    def listed(self, folder: PurePosixPath) -> Sequence[PurePosixPath]:
        """The JSON files that lie directly in a folder."""
        there = {folder / file.name for file in (self.output / folder).glob("*.json")}
        gone = {path for path, text in self.planned.items() if text is None}
        new = {path for path in self.planned if path.parent == folder and path.suffix == ".json"}
        return sorted((there | new) - gone)


def afterwards(plan: Plan) -> View:
    """The folder as it will be once a plan has been carried out."""
    planned: dict[PurePosixPath, str | Text | None] = {}
    for action in plan.changes:
        if action.was is not None:
            planned[action.was] = None
        planned[action.path] = action.decision.content or None
    return View(plan.output, planned)


def _utf8(text: str, file: PurePosixPath) -> str:
    """The text, if all its bytes were UTF-8; the others have become surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        column = error.start - text.rfind("\n", 0, error.start)
        message = f"the byte {ord(text[error.start]) - 0xDC00:02X} that stands here is not UTF-8"
        place = Place(file, line, column, column + 1)
        fault = Diagnostic(Code.UNREADABLE, message, place, "save the file as UTF-8")
        raise FileFault(fault) from None
    return text
