"""What commands print: faults to standard error or, for machines, to standard output."""

import os
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic
from generator.diagnostics.diagnostic import Severity
from generator.diagnostics.printing import Format, printed

NOTHING = "Nothing was written."


def report(
    diagnostics: Sequence[Diagnostic], how: Format, texts: Mapping[PurePosixPath, str]
) -> None:
    """Print diagnostics: for people to standard error, for machines to standard output."""
    if how == "text":
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        text = printed(diagnostics, how, texts, colour=colour)
        print(text, file=sys.stderr, end="\n" if text else "")
    else:
        print(printed(diagnostics, how, texts), end="")


def counted(number: int, thing: str) -> str:
    """A number and its thing: "1 file", "2 files"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def tally(diagnostics: Sequence[Diagnostic], files: Collection[PurePosixPath]) -> str:
    """How much is wrong, and in how many of all specs."""
    wrong = {diagnostic.place.file for diagnostic in diagnostics} & set(files)
    where = f" in {len(wrong)} of {counted(len(files), 'file')}" if wrong else ""
    return f"{severities(diagnostics)}{where}."


def severities(diagnostics: Sequence[Diagnostic]) -> str:
    """How many diagnostics there are of each severity: "1 error, 2 warnings"."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    kinds: tuple[Severity, ...] = ("error", "warning", "note")
    return ", ".join(counted(counts[kind], kind) for kind in kinds if counts[kind])


def today() -> date:
    """The day in UTC, in which Azure reckons."""
    return datetime.now(UTC).date()
