"""Values as a change tells them."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from generator.contract.job import Job
from generator.contract.model import Target
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics.visible import visible
from generator.spec.forms import Duration

LONGEST = 44
"""How much is told of a value, in characters; of a longer one, the part that differs."""
_AROUND = 12
_WORD = re.compile(r"[\w./:@{}*+=<>~\[\],;-]+")
_SPAN = re.compile(r"(-?)(?:(\d+)\.)?(\d\d):(\d\d):(\d\d)")


def spelled(value: object) -> str:
    """A single value: words as they are, any other text in quotes."""
    match value:
        case Expression(text) | Undecided(text):
            return visible(text)
        case Literal(str() as text):
            return quoted(text)
        case Literal(inner):
            return json.dumps(inner, ensure_ascii=False, sort_keys=True)
        case bool():
            return str(value).lower()
        case str():
            return value if _WORD.fullmatch(value) and value != "none" else quoted(value)
    return str(value)


def quoted(text: str) -> str:
    """Text in quotes, without characters that would move a terminal's cursor."""
    return f"'{visible(text)}'"


def parts(value: object, way: str = "") -> Iterator[tuple[str, str]]:
    """Every single value in some data of the factory, each with the way to it."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from parts(inner, f"{way}.{name}" if way else name)
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from parts(inner, f"{way}[{number}]")
    else:
        yield way, "{}" if isinstance(value, Mapping) else spelled(value)


def target(job: Job) -> str:
    """What a job's calls are addressed to, as people call it."""
    return "published pipeline" if job.target is Target.PIPELINE else job.target.replace("_", " ")


def seconds(value: int) -> str:
    """A span of time as a spec writes it."""
    return Duration(value).text if value else "0s"


def span(text: str) -> str:
    """A span of time in the factory's spelling, as a spec writes it."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return spelled(text)
    days, hours, minutes, rest = (int(part or 0) for part in found.groups()[1:])
    whole = timedelta(days=days, hours=hours, minutes=minutes, seconds=rest)
    return found[1] + seconds(int(whole.total_seconds()))


def shortened(old: str, new: str) -> tuple[str, str]:
    """Two texts cut to where they differ, if they are long."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    first = max(0, (min(len(old), len(new)) if same is None else same) - _AROUND)
    return _cut(old, first), _cut(new, first)


def _cut(text: str, first: int) -> str:
    if len(text) <= LONGEST:
        return text
    if text[0] == text[-1] == "'":
        return quoted(_cut_at(text[1:-1], max(0, first - 1), LONGEST - 2))
    return _cut_at(text, first, LONGEST)


def _cut_at(text: str, first: int, room: int) -> str:
    start = "..." if first else ""
    rest = text[first:]
    room -= len(start)
    return start + (rest if len(rest) <= room else rest[: room - 3] + "...")


def short(text: str) -> str:
    """One text cut to its beginning, if it is long."""
    return _cut(text, 0)
