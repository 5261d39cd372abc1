"""The columns of delimited text, with the types that its cells look like."""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from generator.contract.model import Type
from generator.contract.steps import Column
from generator.scaffold.table import NotATable, Table

DELIMITERS = ",;\t|"
"""What can stand between cells; the first is taken where nothing tells."""
MOST_ROWS = 10_000
"""How many rows are looked at for types."""
_LONGEST = 2**31 - 1
"""How long a cell may be; the module csv refuses more than 131,072 by itself."""
_FIRST = 100
"""How many rows are looked at for the delimiter."""
_INTEGER = re.compile("[+-]?(0|[1-9][0-9]{0,17})")
_ONLY_DIGITS = re.compile("[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_BOOLEANS = frozenset({"true", "false"})
_MAGIC = {
    b"PK\x03\x04": ("this is a workbook or another archive", "save the sheet as CSV UTF-8"),
    b"\x1f\x8b": ("this is compressed", "unpack it"),
    b"PAR1": ("this is Parquet", "let its name end in .parquet"),
    b"\xff\xfe": ("this is UTF-16", "save it as CSV with the encoding UTF-8"),
    b"\xfe\xff": ("this is UTF-16", "save it as CSV with the encoding UTF-8"),
}
Record = tuple[int, list[str]]
"""The line that a record ends in, and its cells."""


def read(file: Path) -> Table:
    """The columns of a file.

    Raises:
        NotATable: it is empty, has no header or no rows, or a row is longer or shorter than it.
        UnicodeDecodeError: it is not UTF-8.
        OSError: it cannot be read.
    """
    _refuse_others(file)
    with _long_cells(), file.open(encoding="utf-8-sig", newline="") as text:
        delimiter = _delimiter(file)
        records = _records(text, delimiter)
        line, header = next(records, (0, []))
        if not header:
            raise NotATable("the file is empty", "its first line has to name the columns")
        rows = [cells for _, cells in islice(_even(records, header), MOST_ROWS)]
    if not rows:
        hint = "take a file with some rows, or write `columns` by hand"
        raise NotATable("there is no row below the header, so that nothing tells the types", hint)
    kinds = [_kind(column) for column in zip(*rows, strict=True)]
    _refuse_data(header, kinds, line)
    return Table(tuple(map(Column, header, kinds)), line)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the module csv take cells of any length for a while: its limit is the whole process's."""
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _refuse_others(file: Path) -> None:
    """Name what is known to be no text by how it begins."""
    with file.open("rb") as data:
        first = data.read(1_024)
    for magic, (message, hint) in _MAGIC.items():
        if first.startswith(magic) and not _is_text(first):
            raise NotATable(message, hint)
    if b"\0" in first:
        raise NotATable("this is no text", "take a CSV or a Parquet file")


def _is_text(first: bytes) -> bool:
    """Whether bytes that begin as another format does are text all the same: a header PAR1,PAR2."""
    return first.isascii() and first.decode("ascii").replace("\n", "").isprintable()


def _records(text: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The records that are not blank."""
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise NotATable(f"this is no CSV: {error}", line=reader.line_num) from None


def _delimiter(file: Path) -> str:
    """The delimiter that gives the most columns, and rows as long as the header if one does."""
    return max(DELIMITERS, key=lambda delimiter: _judged(file, delimiter))


def _judged(file: Path, delimiter: str) -> tuple[int, int]:
    """The number of columns, before all else of a delimiter that cuts the first rows well."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        _, header = next(_records(text, delimiter), (0, []))
        text.seek(0)
        # Strict: behind the quotes of a cell nothing may stand but the delimiter.
        strict = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            lengths = {len(cells) for cells in islice(filter(None, strict), _FIRST)}
        except csv.Error:
            lengths = set()
    even = len(header) > 1 and lengths == {len(header)}
    return even * len(header), len(header)


def _even(records: Iterable[Record], header: Sequence[str]) -> Iterator[Record]:
    """The rows, which have to be as long as the header."""
    for line, cells in records:
        if len(cells) != len(header):
            message = f"this row has {_counted(len(cells))}, and the header {_counted(len(header))}"
            hint = "text that holds the delimiter stands in double quotes"
            raise NotATable(message, hint, line)
        yield line, cells


def _counted(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"


def _refuse_data(header: Sequence[str], kinds: Sequence[Type], line: int) -> None:
    """Refuse a first line that is as the others are: wherever they hold values, so does it."""
    values = [
        name for name, kind in zip(header, kinds, strict=True) if kind is not Type.STRING and name
    ]
    if values and all(_kind([name]) is not Type.STRING for name in values):
        message = f"{values[0]!r} in the first line is a value, and no name of a column"
        hint = "add a line on top that names the columns; if this one does, write `columns` by hand"
        raise NotATable(message, hint, line)


# types --------------------------------------------------------------------------------------------


def _kind(cells: Iterable[str]) -> Type:
    """The type of which all cells are that are not empty; a string where none tells."""
    given = {text for cell in cells if (text := cell.strip())}
    if not given:
        return Type.STRING
    if all(_INTEGER.fullmatch(text) for text in given):
        return Type.INTEGER
    if all(_is_number(text) for text in given):
        return Type.NUMBER
    return Type.BOOLEAN if all(text.lower() in _BOOLEANS for text in given) else Type.STRING


def _is_number(text: str) -> bool:
    """Whether text is a number that a float holds: 007 and twenty digits are names of something."""
    if _ONLY_DIGITS.fullmatch(text):
        return _INTEGER.fullmatch(text) is not None
    return _NUMBER.fullmatch(text) is not None and math.isfinite(float(text))
