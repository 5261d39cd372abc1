"""Writes the file that append_row makes."""

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from generator.local.parallel.step import ParallelStep
from generator.local.parallel.worker.output import Rows


class RowsFile:
    """Appends rows as they come, in a file beside the logs; `publish` puts it where it belongs.

    So a step that fails leaves no output that could be taken for a whole one. Nobody but the one
    who counts writes here: what is counted is in the file, once.
    """

    def __init__(self, step: ParallelStep) -> None:
        self._header = step.settings.append_row_dataframe_header
        self._append = step.settings.output_action == "append_row"
        self._target = step.output.absolute() / step.settings.append_row_file_name
        self._draft = step.logs.absolute() / "rows.partial"
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._append:
            self._file = self._draft.open(
                "w", encoding="utf-8", newline="", errors="backslashreplace"
            )
        return self

    def append(self, rows: Rows) -> None:
        """Write rows, before the first ones of a table its header if that is wanted."""
        if self._file is None:
            return
        if self._header and rows.header:
            self._file.write(rows.header)
            self._header = False
        self._file.write(rows.text)

    def publish(self) -> Path | None:
        """Put the file into the output; return its place, or None if there is none."""
        if self._file is None:
            return None
        self._file.close()
        self._target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self._draft, self._target)
        return self._target

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._draft.unlink(missing_ok=True)
