"""Values as YAML text, in the style of what they are put beside."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.spec.forms import Raw, core

Data: TypeAlias = "bool | int | float | str | Sequence[Data] | Mapping[str, Data] | None"
WIDTH = 100
"""How wide a line in flow style may get; what is wider is written in block style."""

_PLAIN = re.compile(r"(?:[\w/.(<>=+;$^~]|-(?=\w))(?:[\w/.()<>=+;$^~*'\"!&%@| -]|,(?= )|:(?=\S))*")
"""Text that needs no quotes in block style. What is left out may need none either: no matter."""
_NEVER_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]")
_OTHERS_GUESS = re.compile(  # YAML 1.1 makes numbers, dates, times and booleans of these
    r"[-+.]?[0-9][0-9_.:eE+-]*|0[xob][0-9a-fA-F_]+|(?i:y|n|yes|no|on|off|true|false|null|~|"
    r"[-+]?\.(?:inf|nan))|<<|="
)
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is indented: by how much a mapping is, and a sequence below its key."""

    step: int = 2
    dash: int = 2


def scalar(value: bool | int | float | str | None, *, flow: bool) -> str:
    """A scalar, in quotes where it could be taken for something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value if is_plain(value, flow=flow) else quoted(value)


def scalar_beside(value: Data, style: str, *, flow: bool) -> str:
    """A value on one line; text in the quotes that what it replaces had, if these can hold it."""
    if isinstance(value, str) and style == '"':
        return quoted(value)
    if isinstance(value, str) and style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str)):
        return flow_text(value)
    return scalar(value, flow=flow)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether text stays what it is, without quotes, to every reader of YAML."""
    if not _PLAIN.fullmatch(text) or text.endswith(" ") or " #" in text:
        return False
    if _OTHERS_GUESS.fullmatch(text) or core(Raw(text, plain=True)) != text:
        return False
    return not (flow and _NEVER_PLAIN_IN_FLOW.search(text))


def quoted(text: str) -> str:
    """Text in double quotes, on one line."""
    written = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def flow_text(value: Data) -> str:
    """A value on one line: `{a: 1, b: [x, y]}`."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key_text(k)}: {flow_text(v)}' for k, v in value.items())}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(flow_text, value))}]"
    return scalar(value, flow=True)


def key_text(key: str) -> str:
    """A key; in quotes where it has to be."""
    return key if is_plain(key, flow=True) else quoted(key)


def entry_lines(key: str, value: Data, column: int, style: Style, *, flow: bool) -> Iterator[str]:
    """The lines of an entry of a mapping in block style, the first one's indentation included.

    Args:
        key: the key, as it is to be written.
        value: the value.
        column: how far the key is indented.
        style: how what is inside is.
        flow: whether a value that holds others stands on the line of its key, if it fits.
    """
    pad = " " * column
    if (line := _on_one_line(f"{pad}{key}: ", value, flow=flow)) is not None:
        yield line
        return
    yield f"{pad}{key}:"
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from entry_lines(key_text(name), inner, column + style.step, style, flow=False)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from item_lines(inner, column + style.dash, style, flow=False)


def item_lines(value: Data, column: int, style: Style, *, flow: bool) -> Iterator[str]:
    """The lines of an item of a sequence in block style; arguments are those of `entry_lines`."""
    dash = " " * column + "- "
    if (line := _on_one_line(dash, value, flow=flow)) is not None:
        yield line
    elif isinstance(value, Mapping):
        inside = (
            line
            for name, inner in value.items()
            for line in entry_lines(key_text(name), inner, column + 2, style, flow=False)
        )
        yield dash + next(inside).lstrip(" ")
        yield from inside
    elif isinstance(value, Sequence):
        inside = (line for each in value for line in item_lines(each, column + 2, style, flow=flow))
        yield dash + next(inside).lstrip(" ")
        yield from inside


def _on_one_line(head: str, value: Data, *, flow: bool) -> str | None:
    """A value behind its key or its dash; None if it goes on below."""
    if isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return head + scalar(value, flow=False)
    line = head + flow_text(value)
    small = not isinstance(value, Mapping) and not any(map(holds, value))
    if not value or ((flow or small) and len(line) <= WIDTH):
        return line
    return None


def holds(value: Data) -> bool:
    """Whether a value is a mapping or a sequence."""
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str)
