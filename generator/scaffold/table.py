"""What is read of a file that holds a table."""

from msgspec import Struct

from generator.contract.steps import Column


class Table(Struct, frozen=True):
    """The columns of a table; `header` is the line that names them, 0 where no text does."""

    columns: tuple[Column, ...]
    header: int = 0


class NotATable(Exception):
    """A file is no table. The message says what is wrong, `hint` what to do; `line` 0 is all."""

    def __init__(self, message: str, hint: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line
