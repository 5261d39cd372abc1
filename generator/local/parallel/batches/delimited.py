"""Cuts delimited text between its records, which may hold line ends in quotes."""

from collections.abc import Iterable, Iterator

from msgspec import Struct


class Span(Struct, frozen=True):
    """Some records that stand together: the bytes `[start:stop]` of their file."""

    start: int
    stop: int
    rows: int


class Cut(Struct, frozen=True):
    """A file's records; those before `head` are its header, or there is none."""

    head: int
    spans: tuple[Span, ...]


def cut(lines: Iterable[bytes], size: int, delimiter: bytes = b",", header: bool = True) -> Cut:
    """Cut a file into spans of at most `size` bytes, but of one record at least.

    In: its lines with their ends. Blank lines are no records, as pandas reads them.
    """
    records = _records(lines, delimiter)
    head = next((record.stop for record in records if record.rows), 0) if header else 0
    return Cut(head, tuple(_joined(records, size)))


def _records(lines: Iterable[bytes], delimiter: bytes) -> Iterator[Span]:
    """Each record with the blank lines before it; what is left at the end has no rows."""
    start = at = 0
    quoted = False
    for line in lines:
        at += len(line)
        blank = not quoted and not line.strip()
        quoted = _ends_quoted(line, quoted, delimiter)
        if not quoted and not blank:
            yield Span(start, at, 1)
            start = at
    if start < at:
        yield Span(start, at, int(quoted))


def _ends_quoted(line: bytes, quoted: bool, delimiter: bytes) -> bool:
    """Whether a quoted field is still open at the end of a line; only a field's start opens one."""
    at = 0
    while at < len(line):
        if quoted:
            at = line.find(b'"', at)
            if at < 0:
                return True
            doubled = line[at + 1 : at + 2] == b'"'
            quoted = doubled
            at += 2 if doubled else 1
        else:
            at = _opening(line, at, delimiter)
            quoted = at <= len(line)
    return quoted


def _opening(line: bytes, at: int, delimiter: bytes) -> int:
    """The place after the next quote that opens a field; beyond the line if there is none."""
    if at == 0 and line.startswith(b'"'):
        return 1
    found = line.find(delimiter + b'"', at)
    return len(line) + 1 if found < 0 else found + len(delimiter) + 1


def _joined(records: Iterable[Span], size: int) -> Iterator[Span]:
    held: Span | None = None
    for record in records:
        if held is not None and record.stop - held.start > size and record.rows:
            yield held
            held = None
        held = record if held is None else Span(held.start, record.stop, held.rows + record.rows)
    if held is not None and held.rows:
        yield held
