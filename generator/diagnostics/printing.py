"""Diagnostics for people and for machines, all printed from the same data."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Literal

from generator.diagnostics.codes import Code
from generator.diagnostics.diagnostic import Diagnostic
from generator.diagnostics.place import Place

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "github")
Texts = Mapping[PurePosixPath, str]
WIDTH = 100
"""The columns that a quoted line and its hint may take."""
TAB = "    "
_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def printed(
    diagnostics: Iterable[Diagnostic], how: Format, texts: Texts, *, colour: bool = False
) -> str:
    """All diagnostics in one format; "" if there is none and the format is for people.

    Args:
        diagnostics: in the order they are to be printed.
        how: "text", "json" (one document) or "github" (workflow commands).
        texts: the files that lines are quoted from.
        colour: whether "text" may use escape codes.
    """
    if how == "json":
        return json.dumps({"diagnostics": [_data(each) for each in diagnostics]}, indent=2) + "\n"
    if how == "github":
        return "".join(_command(each) for each in diagnostics)
    told = tuple(diagnostics)
    quotable, paint = _without_secrets(told, texts), _painted if colour else _unpainted
    return "\n".join(_text(each, quotable, paint) for each in told)


# text ---------------------------------------------------------------------------------------------

Paint = Callable[[str, str], str]


def _painted(text: str, colour: str) -> str:
    return f"\033[1;{colour}m{text}\033[0m"


def _unpainted(text: str, _: str) -> str:
    return text


def _without_secrets(diagnostics: Iterable[Diagnostic], texts: Texts) -> Texts:
    """The texts with every secret that was found in them blotted out: what is printed is logged."""
    blotted = dict(texts)
    for place in (each.place for each in diagnostics if each.code is Code.SECRET):
        lines = blotted.get(place.file, "").split("\n")
        if 0 < place.line <= len(lines):
            line, start, end = lines[place.line - 1], place.column - 1, place.end_column - 1
            lines[place.line - 1] = line[:start] + "*" * len(line[start:end]) + line[end:]
            blotted[place.file] = "\n".join(lines)
    return blotted


def _text(diagnostic: Diagnostic, texts: Texts, paint: Paint) -> str:
    colour = _COLOURS[diagnostic.severity]
    head = paint(f"{diagnostic.severity}[{diagnostic.code.value}]", colour)
    lines = [f"{head}: {_visible(diagnostic.message)}", f"  --> {_visible(str(diagnostic.place))}"]
    lines += _quoted(diagnostic, texts, lambda text: paint(text, colour))
    lines += [_visible(f"  {words}: {place}") for words, place in diagnostic.related]
    return "\n".join(lines) + "\n"


def _quoted(diagnostic: Diagnostic, texts: Texts, paint: Callable[[str], str]) -> list[str]:
    """The line of a diagnostic with a caret below it, and the hint behind the caret or below."""
    place, hint = diagnostic.place, _visible(diagnostic.hint)
    source = texts.get(place.file, "").removeprefix("\ufeff").split("\n")
    if not 0 < place.line <= len(source):
        return [f"  {hint}"] if hint else []
    shown, before, marked = _excerpt(source[place.line - 1], place)
    gap, carets = " " * len(str(place.line)), paint("^" * marked)
    numbered = f"{place.line} | {shown}".rstrip()
    lines = [f"{gap} |", numbered, f"{gap} | {' ' * before}{carets}"]
    if before + marked + len(hint) < WIDTH:
        return [*lines[:-1], f"{lines[-1]} {hint}".rstrip()]
    return [*lines, f"{gap} = {hint}"]


def _excerpt(line: str, place: Place) -> tuple[str, int, int]:
    """What is shown of a line, how much of it stands before the carets, and how many these are."""
    line = line.removesuffix("\r")
    start = min(place.column - 1, len(line))
    end = max(start, min(place.end_column - 1, len(line)))
    first = max(0, start - WIDTH // 2) if _cells(line) > WIDTH else 0
    cut = "..." if first else ""
    shown = cut + _visible(line[first:])
    if _cells(shown) > WIDTH:
        shown = shown[: WIDTH - 3] + "..."
    marked = _cells(_visible(line[start:end]))
    before = _cells(cut + _visible(line[first:start]))
    return shown, before, max(1, min(marked, _cells(shown) - before))


def _visible(text: str) -> str:
    """Text without characters that would move a terminal's cursor, turn its lines or colour it."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in text)


def _escape(letter: str) -> str:
    return TAB if letter == "\t" else letter.encode("unicode_escape").decode("ascii")


def _cells(text: str) -> int:
    """How many columns of a terminal printable text takes."""
    return sum(map(_cell, text))


def _cell(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


# machines -----------------------------------------------------------------------------------------


def _data(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code.value,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "place": _place(diagnostic.place),
        "related": [{"message": words, **_place(place)} for words, place in diagnostic.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": str(place.file),
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "pointer": place.pointer,
    }


def _command(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions. Source: workflow-commands-for-github-actions."""
    place = diagnostic.place
    level = "notice" if diagnostic.severity == "note" else diagnostic.severity
    settings = {"file": str(place.file), "title": diagnostic.code.value}
    if place.line:
        settings |= {"line": str(place.line), "col": str(place.column)}
        settings |= {"endColumn": str(place.end_column)}
    words = ",".join(f"{name}={_property(value)}" for name, value in settings.items())
    parts = [diagnostic.message, diagnostic.hint, place.pointer]
    parts += [f"{each}: {where}" for each, where in diagnostic.related]
    return f"::{level} {words}::{_message(chr(10).join(part for part in parts if part))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
