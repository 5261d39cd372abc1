"""Diagnostics in every format, all printed from the same data; here for people."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Literal

from msgspec.structs import replace

from generator.diagnostics.codes import Code
from generator.diagnostics.diagnostic import Diagnostic
from generator.diagnostics.machines import github, json_document
from generator.diagnostics.place import Place
from generator.diagnostics.sarif import sarif
from generator.diagnostics.visible import cells, visible

Format = Literal["text", "json", "github", "sarif"]
FORMATS: tuple[Format, ...] = ("text", "json", "github", "sarif")
Texts = Mapping[PurePosixPath, str]
_FOR_MACHINES: Mapping[Format, Callable[[Sequence[Diagnostic]], str]] = {
    "json": json_document,
    "github": github,
    "sarif": sarif,
}
WIDTH = 100
"""The columns that a quoted line and its hint may take."""
_COLOURS = {"error": "31", "warning": "33", "note": "36"}


def printed(
    diagnostics: Iterable[Diagnostic], how: Format, texts: Texts, *, colour: bool = False
) -> str:
    """All diagnostics in one format; "" if there is none and the format is for people.

    Args:
        diagnostics: in the order they are to be printed.
        how: "text", "json" or "sarif" (one document), or "github" (workflow commands).
        texts: the files that lines are quoted from.
        colour: whether "text" may use escape codes.
    """
    told = tuple(diagnostics)
    if how != "text":
        return _FOR_MACHINES[how](told)
    quotable, paint = _without_secrets(told, texts), _painted if colour else _unpainted
    return "\n".join(_text(each, files, quotable, paint) for each, files in _alike(told))


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


def _alike(told: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, Sequence[Place]]]:
    """The diagnostics with their places; what is said of many whole files in the same words, once.

    They may be hundreds: all files of a job whose spec has changed.
    """
    places: dict[Diagnostic, list[Place]] = {}
    for each in told:
        whole = not (each.place.line or each.place.pointer or each.related)
        same = replace(each, place=Place(PurePosixPath())) if whole else each
        places.setdefault(same, []).append(each.place)
    for each, found in places.items():
        yield replace(each, place=found[0]), found


def _text(diagnostic: Diagnostic, places: Sequence[Place], texts: Texts, paint: Paint) -> str:
    colour = _COLOURS[diagnostic.severity]
    head = paint(f"{diagnostic.severity}[{diagnostic.code.value}]", colour)
    arrows = [f"  --> {visible(str(place))}" for place in places]
    lines = [f"{head}: {visible(diagnostic.message)}", *arrows]
    quoted = _quoted(diagnostic, texts, lambda text: paint(text, colour))
    hint = [f"  {visible(diagnostic.hint)}"] if diagnostic.hint and not quoted else []
    related = [visible(f"  {words}: {place}") for words, place in diagnostic.related]
    cause = [visible(f"  cause: {diagnostic.cause}")] if diagnostic.cause else []
    last = [*related, *cause, *hint] if cause else [*hint, *related]  # what to do follows from it
    return "\n".join([*lines, *quoted, *last]) + "\n"


def _quoted(diagnostic: Diagnostic, texts: Texts, paint: Callable[[str], str]) -> list[str]:
    """The line of a diagnostic with a caret below it, and the hint behind the caret or below.

    Nothing where no line is known.
    """
    place, hint = diagnostic.place, visible(diagnostic.hint)
    source = texts.get(place.file, "").removeprefix("\ufeff").split("\n")
    if not 0 < place.line <= len(source):
        return []
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
    first = max(0, start - WIDTH // 2) if cells(line) > WIDTH else 0
    cut = "..." if first else ""
    shown = cut + visible(line[first:])
    if cells(shown) > WIDTH:
        shown = shown[: WIDTH - 3] + "..."
    marked = cells(visible(line[start:end]))
    before = cells(cut + visible(line[first:start]))
    return shown, before, max(1, min(marked, cells(shown) - before))
