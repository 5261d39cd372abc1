"""The facts of a struct, as the table of rows tells its fields."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.compiler.diff.model import Fact, Said
from generator.compiler.diff.rows import ROWS, Row
from generator.compiler.diff.spelling import parts, spelled
from generator.contract.values import Expression, Literal, Undecided
from generator.diagnostics.visible import visible

_VALUE = (Literal, Expression, Undecided)


def facts(thing: object, before: str = "") -> dict[str, Fact]:
    """Everything that is said of a thing by itself, each under its words.

    What is left open (None, "", nothing in a list) is no fact.

    Args:
        thing: a struct that has rows.
        before: what stands before each of the words.
    """
    return dict(_facts(thing, before))


def _facts(thing: object, before: str) -> Iterator[tuple[str, Fact]]:
    assert isinstance(thing, Struct)
    rows = ROWS[type(thing)]
    for name in thing.__struct_fields__:
        row = rows[name]
        if row.follows:
            continue
        value: object = getattr(thing, name)
        if row.of_all is not None:
            value = _plain(row.of_all(thing))
        elif row.say is not None and value is not None:
            value = _plain(row.say(value))
        for word, inner in _told(row, value):
            said = f"{before} {word}".strip()
            for each, fact in _fact(said, inner, (type(thing), name)):
                yield each, replace(fact, absent=row.absent)


class Plain(str):
    """Text that is told as it is."""

    __slots__ = ()


def _plain(value: object) -> object:
    """What a row made of a field, if it is text: then these are the words."""
    return Plain(value) if isinstance(value, str) and value else value


def _told(row: Row, value: object) -> Iterator[tuple[str, object]]:
    """The values of a field, each with its words."""
    if "{}" in row.word and isinstance(value, Mapping):
        yield from ((row.word.format(name), inner) for name, inner in value.items())
    elif isinstance(value, tuple) and value and isinstance(value[0], Struct):
        for number, inner in enumerate(value):
            yield (f"{row.word} {number + 1}" if number else row.word), inner
    else:
        yield row.word, value


def _fact(word: str, value: object, origin: tuple[type, str]) -> Iterator[tuple[str, Fact]]:
    if isinstance(value, Mapping | list):
        for way, text in parts(value):
            joint = "" if way.startswith("[") or not way else "."
            yield f"{word}{joint}{way}", Fact(text, origin)
    elif isinstance(value, Struct) and not isinstance(value, _VALUE):
        yield from _facts(value, word)
    elif value not in (None, "", ()):
        yield word, Fact(_said(value), origin)


def _said(value: object) -> Said:
    if isinstance(value, tuple):
        return tuple(map(spelled, value))
    return visible(value) if isinstance(value, Plain) else spelled(value)
