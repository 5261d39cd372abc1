"""The files of tables, and how they are cut into parts."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.local.parallel.batches.delimited import cut
from generator.local.parallel.batches.files import Found, files_in, read_from
from generator.local.parallel.batches.mltable import NAME, read_mltable
from generator.local.parallel.batches.parts import Delimited, Lines, RowGroups, TablePart
from generator.local.parallel.step import StepFailed

# How files are written whose name is all that tells; None is Parquet.
_BY_SUFFIX = MappingProxyType(
    {
        ".csv": Delimited(),
        ".tsv": Delimited("\t"),
        ".parquet": None,
        ".pq": None,
    }
)


class TableFile(Struct, frozen=True):
    """A file of a table: delimited text, or Parquet."""

    file: Found
    delimited: Delimited | None


def tables_in(inputs: Iterable[Path]) -> tuple[TableFile, ...]:
    """Return the files of all tables: those that an MLTable file names, else all of an input.

    Raises:
        StepFailed: there is none, or one of which it is not known how it is written.
    """
    return tuple(file for path in inputs for file in _files(path))


def _files(path: Path) -> Iterator[TableFile]:
    if (path / NAME).is_file():
        table = read_mltable(path)
        yield from (TableFile(file, table.delimited) for file in table.files)
        return
    for file in files_in([path]):
        suffix = file.path.suffix.lower()
        if suffix not in _BY_SUFFIX:
            known = ", ".join(_BY_SUFFIX)
            raise StepFailed(f"{file.path}: expected a table ({known}), or an {NAME} file by it")
        yield TableFile(file, _BY_SUFFIX[suffix])


def parts_of(table: TableFile, size: int | None) -> Iterator[tuple[TablePart, int]]:
    """Cut a file into parts of at most `size` bytes, or not at all; each with its number of rows.

    Delimited text is cut between records, Parquet between row groups, as Azure ML does it.
    """
    if table.delimited is None:
        yield from _row_groups(table.file.path, size)
    else:
        yield from _lines(table.file.path, table.delimited, size)


def _lines(path: Path, written: Delimited, size: int | None) -> Iterator[tuple[Lines, int]]:
    limit = path.stat().st_size if size is None else size
    delimiter = written.delimiter.encode()
    with read_from(path), path.open("rb") as file:
        found = cut(file, limit, delimiter, written.header)
    for span in found.spans:
        yield (
            Lines(
                str(path),
                found.head,
                span.start,
                span.stop,
                written.delimiter,
                written.encoding,
                written.header,
            ),
            span.rows,
        )


def _row_groups(path: Path, size: int | None) -> Iterator[tuple[RowGroups, int]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise StepFailed(
            f"{path}: Parquet is read by pyarrow; python -m pip install pyarrow"
        ) from None
    with read_from(path):
        metadata = parquet.read_metadata(path)
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    held: list[int] = []
    for number, group in enumerate(groups):
        together = sum(groups[other].total_byte_size for other in held) + group.total_byte_size
        if held and size is not None and together > size:
            yield RowGroups(str(path), tuple(held)), sum(groups[n].num_rows for n in held)
            held = []
        held.append(number)
    if any(groups[number].num_rows for number in held):
        yield RowGroups(str(path), tuple(held)), sum(groups[n].num_rows for n in held)
