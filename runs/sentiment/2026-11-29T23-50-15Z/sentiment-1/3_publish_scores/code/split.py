"""Split an upload of texts into small files: the job's first step, on one node.

A parallel step hands whole files to its workers, so one big file would keep one worker busy and the
others waiting.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from contract import Split, parse
from texts import IDENTITY, TEXT, Row, read

ROWS_PER_FILE = 500


def split(upload: Path, target: Path) -> int:
    """Write an upload's texts to files of at most 500 rows, without reading it all at once.

    Args:
        upload: the CSV file, with `text_id` and `text`; or, as Azure ML may mount it, a folder with
            nothing else in it.
        target: the folder to write to. Each run writes the same files.

    Returns:
        The number of texts.

    Raises:
        ValueError: there are no texts, two have one id, or the file cannot be read; the message
            names it.
    """
    file = uploaded(upload)
    rows, count = distinct(file, read(file)), 0
    target.mkdir(parents=True, exist_ok=True)
    while chunk := list(islice(rows, ROWS_PER_FILE)):
        write(target / f"texts_{count // ROWS_PER_FILE + 1:05d}.csv", chunk)
        count += len(chunk)
    if not count:
        raise ValueError(f"{file}: there are no texts in it")
    return count


def uploaded(path: Path) -> Path:
    """Return the upload's file: the path itself or, if Azure ML mounts a folder, the one in it."""
    if not path.is_dir():
        return path
    found = sorted(file for file in path.rglob("*") if file.is_file())
    if len(found) != 1:
        names = ", ".join(file.name for file in found[:5]) or "none"
        raise ValueError(f"{path}: expected one file, found {names}")
    return found[0]


def distinct(file: Path, rows: Iterable[Row]) -> Iterator[Row]:
    """Pass rows on, and refuse two of one id: nobody could tell their scores apart."""
    seen: set[str] = set()
    for row in rows:
        if row[IDENTITY] in seen:
            raise ValueError(f"{file}: {IDENTITY} {row[IDENTITY]!r} occurs twice")
        seen.add(row[IDENTITY])
        yield row


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as CSV; what else an upload tells about a text is not passed on."""
    with path.open("w", encoding="utf-8", newline="") as file:
        # All quoted: until 3.13 Python does not quote a lone carriage return, which ends a row.
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow([IDENTITY, TEXT])
        writer.writerows([row[IDENTITY], row[TEXT]] for row in rows)


def main() -> None:
    given = parse(Split)
    count = split(given.texts, given.chunks)
    print(f"{count} texts in {-(-count // ROWS_PER_FILE)} files")


if __name__ == "__main__":
    main()
