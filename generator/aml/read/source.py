"""One Python file: its syntax tree, and where a node of it stands."""

import ast
import re
import warnings
from pathlib import PurePosixPath
from typing import Generic, Self, TypeVar

from msgspec import Struct

from generator.diagnostics import Place

T_co = TypeVar("T_co", covariant=True)

_LINE_END = re.compile(
    r"\r\n|\r|\n"
)  # what Python ends a line at: not all that str.splitlines does
_NAME = re.compile(r"(?:(?:async\s+)?def\s+)?(\w+)")
_SHOWN = 60
TOO_DEEP = "the code is nested too deeply"


class Unreadable(Exception):
    """A file that is not Python. `line` is 0 where the parser names none."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


class Held(Struct, Generic[T_co], frozen=True):
    """Something that was read, and where it stands."""

    value: T_co
    place: Place


class Source(Struct, frozen=True):
    """A Python file that was parsed."""

    file: PurePosixPath
    lines: tuple[str, ...]
    tree: ast.Module

    @classmethod
    def parse(cls, file: PurePosixPath, source: str) -> Self:
        """Parse `source`; a byte order mark before it does not count as a character.

        Raises:
            Unreadable: The text is not Python.
        """
        text = source.removeprefix("\ufeff")
        return cls(file, tuple(_LINE_END.split(text)), _tree(text))

    def place(self, node: ast.expr) -> Place:
        """Where an expression stands; of one of several lines, its part of the first line."""
        line = self.lines[node.lineno - 1]
        one_line = node.end_lineno == node.lineno and node.end_col_offset is not None
        end = _characters(line, node.end_col_offset or 0) if one_line else len(line)
        return Place(self.file, node.lineno, _characters(line, node.col_offset) + 1, end + 1)

    def name(self, node: ast.arg | ast.keyword | ast.FunctionDef | ast.AsyncFunctionDef) -> Place:
        """Where the name stands that a parameter, a keyword or a function begins with."""
        line = self.lines[node.lineno - 1]
        found = _NAME.match(line, _characters(line, node.col_offset))
        start, end = found.span(1) if found else (0, 0)
        return Place(self.file, node.lineno, start + 1, end + 1)

    def shown(self, node: ast.expr) -> str:
        """The text of an expression for a message, on one line and not too long."""
        end = node.end_lineno or node.lineno
        lines = [line.encode() for line in self.lines[node.lineno - 1 : end]]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        text = " ".join(b" ".join(lines).decode().split())
        return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def _tree(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape in a file we only read
            return ast.parse(text)
    except SyntaxError as fault:
        raise Unreadable(fault.lineno or 0, fault.msg) from fault
    except ValueError as fault:  # a NUL, half a character
        raise Unreadable(0, str(fault)) from fault
    except (RecursionError, MemoryError) as fault:
        raise Unreadable(0, TOO_DEEP) from fault


def _characters(line: str, offset: int) -> int:
    """The number of characters in the first `offset` bytes, in which `ast` counts, of a line."""
    return len(line.encode()[:offset].decode())
