"""Values as YAML text, in the style of what they are put beside."""

import re
from collections.abc import Mapping, Sequence
from json import dumps
from typing import TypeAlias

from msgspec import Struct

from generator.scaffold.spans import Entries, Items, Span
from generator.spec.forms import Raw, core

Data: TypeAlias = "bool | int | float | str | Sequence[Data] | Mapping[str, Data] | None"
Likes: TypeAlias = Sequence[Span]
"""What stands in a text at a place like the one that is written to."""
WIDTH = 100
"""How wide a line in flow style may get; what is wider is written in block style."""

_PLAIN = re.compile(r"(?:[\w/.(<=+;$^~]|-(?=\w))(?:[\w/.()<>=+;$^~*'\"!&%@| -]|,(?= )|:(?=\S))*")
"""Text that needs no quotes in block style. What is left out may need none either: no matter."""
_NEVER_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:]")
_OTHERS_GUESS = re.compile(  # YAML 1.1 makes numbers, dates, times and booleans of these
    r"[-+]?[0-9.][0-9_.]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_:.]*|0[xob][0-9a-fA-F_]+|"
    r"[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?|<<|=|"
    r"(?i:y|n|yes|no|on|off|true|false|null|~|[-+]?\.(?:inf|nan))"
)
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Style(Struct, frozen=True):
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
    written = dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def flow_text(value: Data, *, json: bool = False) -> str:
    """A value on one line: `{a: 1, b: [x, y]}`; as JSON it has all text in quotes."""
    if isinstance(value, Mapping):
        entries = (
            f"{quoted(key) if json else key_text(key)}: {flow_text(inner, json=json)}"
            for key, inner in value.items()
        )
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(flow_text(inner, json=json) for inner in value)}]"
    return quoted(value) if json and isinstance(value, str) else scalar(value, flow=True)


def key_text(key: str) -> str:
    """A key; in quotes where it has to be."""
    return key if is_plain(key, flow=True) else quoted(key)


def entry_lines(key: str, value: Data, column: int, style: Style, likes: Likes = ()) -> list[str]:
    """The lines of an entry of a mapping in block style.

    Args:
        key: the key, as it is to be written.
        value: the value.
        column: how far the key is indented.
        style: how what is inside is.
        likes: values that the text has at such a place: what they have in brackets, it has.
    """
    pad = " " * column
    if (line := _on_one_line(f"{pad}{key}: ", value, likes)) is not None:
        return [line]
    inside = column + (style.step if isinstance(value, Mapping) else style.dash)
    return [f"{pad}{key}:", *block_lines(value, inside, style, likes)]


def item_lines(value: Data, column: int, style: Style, likes: Likes = ()) -> list[str]:
    """The lines of an item of a sequence in block style; arguments are those of `entry_lines`."""
    dash = " " * column + "- "
    if (line := _on_one_line(dash, value, likes)) is not None:
        return [line]
    first, *others = block_lines(value, column + 2, style, likes)
    return [dash + first.lstrip(" "), *others]


def block_lines(value: Data, column: int, style: Style, likes: Likes = ()) -> list[str]:
    """The lines of a mapping or a sequence in block style, which is not empty."""
    lines = list[str]()
    if isinstance(value, Mapping):
        for key, inner in value.items():
            found = [each.at(key) for each in likes if isinstance(each, Entries)]
            lines += entry_lines(key_text(key), inner, column, style, [*filter(None, found)])
    elif isinstance(value, Sequence):
        beside = [item for each in likes if isinstance(each, Items) for item in each.items]
        for inner in value:
            lines += item_lines(inner, column, style, beside)
    return lines


def _on_one_line(head: str, value: Data, likes: Likes) -> str | None:
    """A value behind its key or its dash; None if it goes on below."""
    if isinstance(value, str) or not isinstance(value, Mapping | Sequence):
        return head + scalar(value, flow=False)
    line = head + flow_text(value)
    if not value or (len(line) <= WIDTH and _stands_in_brackets(value, likes)):
        return line
    return None


def _stands_in_brackets(value: Data, likes: Likes) -> bool:
    """Whether the last value of the same kind at such a place does; else, a list of scalars."""
    kind = Entries if isinstance(value, Mapping) else Items
    for each in reversed(likes):
        if isinstance(each, kind):
            return each.flow
    return isinstance(value, Sequence) and not any(map(holds, value))


def holds(value: Data) -> bool:
    """Whether a value is a mapping or a sequence."""
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str)
