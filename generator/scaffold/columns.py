"""The columns of a table in a file, CSV or Parquet: what an input is declared to have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from generator.contract.steps import Column
from generator.diagnostics import Code, Diagnostic, Place
from generator.scaffold import delimited, parquet
from generator.scaffold.table import NotATable, Table
from generator.spec.decode_scalars import ScalarDecoder
from generator.spec.forms import ColumnName
from generator.spec.language.data import MOST_COLUMNS
from generator.spec.nodes import Scalar

PARQUET = frozenset({".parquet", ".pq"})
"""How the names of files end that are not text. The generated columns.py goes by them, too."""
_BY_HAND = "rename it there, or write `columns` by hand"


class ColumnsFault(Exception):
    """A file whose columns cannot be declared; carries all that is wrong with it."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(each.message for each in diagnostics))
        self.diagnostics = tuple(diagnostics)


def columns_of(file: Path) -> tuple[Column, ...]:
    """The columns of a file in their order, with the types of the values that are in them.

    A file that ends in .parquet or .pq tells its types itself; of any other file, which has to be
    delimited UTF-8 text with a header, the first 10,000 rows tell them. Text that is a number to
    the eye only, as 007 or twenty digits, is a string, and so is a date.

    Raises:
        ColumnsFault: the file is no such table, or its columns cannot stand in a spec.
    """
    read = parquet.read if file.suffix.lower() in PARQUET else delimited.read
    try:
        table = read(file)
    except NotATable as fault:
        raise _fault(file, fault, Code.DATA_KIND) from None
    except UnicodeDecodeError:
        not_utf8 = NotATable("this is not UTF-8 text", "save it as CSV with the encoding UTF-8")
        raise _fault(file, not_utf8, Code.UNREADABLE) from None
    except OSError as error:
        unread = NotATable(f"cannot read the file: {error.strerror or error}")
        raise _fault(file, unread, Code.UNREADABLE) from None
    if wrong := [*_wrong_names(file, table)]:
        raise ColumnsFault(wrong)
    return table.columns


def _fault(file: Path, found: NotATable, code: Code) -> ColumnsFault:
    place = Place(PurePosixPath(file), found.line)
    return ColumnsFault([Diagnostic(code, str(found), place, found.hint)])


def _wrong_names(file: Path, table: Table) -> Iterator[Diagnostic]:
    """What a spec cannot say of the columns' names: none, one twice, or letters it cannot carry."""
    place = Place(PurePosixPath(file), table.header)
    names = [column.name for column in table.columns]
    for message in _empty(names):
        hint = "pandas writes such a column for its index: to_csv(index=False)"
        yield Diagnostic(Code.DATA_KIND, message, place, f"give it a name; {hint}")
    for name, count in Counter(names).items():
        if count > 1 and name:
            message = f"{count} columns are called {name!r}"
            yield Diagnostic(Code.DATA_KIND, message, place, "give each a name of its own")
    decoder = ScalarDecoder()
    for name in dict.fromkeys(filter(None, names)):
        decoder.scalar(ColumnName, Scalar(name, False, name, place), ("columns", name))
    for finding in decoder.findings:
        message = f"the column {finding.path[-1]!r}: {finding.message}"
        yield Diagnostic(finding.code, message, place, _BY_HAND)
    if len(names) > MOST_COLUMNS:
        message = f"there are {len(names):,} columns, and a spec declares at most {MOST_COLUMNS:,}"
        yield Diagnostic(Code.LIMIT, message, place, "declare those by hand that the script reads")


def _empty(names: Iterable[str]) -> Iterator[str]:
    return (f"column {number} has no name" for number, name in enumerate(names, 1) if not name)
