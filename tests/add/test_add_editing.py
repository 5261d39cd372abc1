"""An edit of YAML is one stretch of the text, and means one entry more, or another."""

import json
import textwrap
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.scaffold.editing import Unchangeable, with_entry, with_key, without_entry
from generator.scaffold.meaning import meaning, meant
from generator.scaffold.spelling import Data
from tests.spec.nasty import NASTY

# texts -------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["a", "b", "name", "run_date", "x-y", "SW402", "on", "1", "m:2", "Größe"])
WORDS = st.sampled_from(
    [w for w in NASTY if w.isprintable()] + ["0.5", "12h", "a: b", "a #b", "it's", '"', "ja, ja"]
) | st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=12)
SCALARS = (
    st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.none()
    | WORDS
)
DATA: st.SearchStrategy[Data] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
COMMENTS = st.sampled_from(["", "", "", "  # why\t# so", " #"])
ABOVE = st.sampled_from(["", "", "", "# a word\n", "\n", "\n# two:\n#\tlines\n"])


class Writer:
    """Writes data as somebody does who knows all of YAML, and has a style for each place."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.anchors = 0

    def document(self, data: Mapping[str, Data]) -> str:
        text = self.block(data, 0) + self.draw(st.sampled_from(["", "# the end\n", "\n\n"]))
        if self.draw(st.booleans()):
            text = text.rstrip("\n")
        if self.draw(st.booleans()):
            text = text.replace("\n", "\r\n")
        return self.draw(st.sampled_from(["", "\ufeff"])) + text

    def block(self, data: Mapping[str, Data], column: int) -> str:
        lines = [self.entry(f"{self.scalar(key, key=True)}:", v, column) for key, v in data.items()]
        return "".join(lines)

    def entry(self, head: str, value: Data, column: int) -> str:
        pad = " " * column
        above = textwrap.indent(self.draw(ABOVE), pad)
        anchor = self.anchor()
        if isinstance(value, Mapping | list) and value and self.draw(st.booleans()):
            step = self.draw(st.sampled_from([2, 2, 4, 1]))
            below = self.inside(value, column + step)
            return f"{above}{pad}{head}{anchor}{self.draw(COMMENTS)}\n{below}"
        if isinstance(value, str) and self.draw(st.booleans()) and self.fits_literal(value):
            lines = textwrap.indent(value, f"{pad}  ")
            return f"{above}{pad}{head}{anchor} |-\n{lines}\n"
        return f"{above}{pad}{head}{anchor} {self.flow(value)}{self.draw(COMMENTS)}\n"

    def inside(self, value: Data, column: int) -> str:
        if isinstance(value, Mapping):
            return self.block(value, column)
        assert isinstance(value, list)
        return "".join(self.entry("-", each, column) for each in value)

    def anchor(self) -> str:
        if self.draw(st.integers(0, 9)):
            return ""
        self.anchors += 1
        return f" &n{self.anchors}"

    @staticmethod
    def fits_literal(text: str) -> bool:
        return bool(text) and text == text.strip() and all(text.split("\n"))

    def flow(self, value: Data) -> str:
        comma = self.draw(st.sampled_from([", ", ",", " , "]))
        end = self.draw(st.sampled_from(["", " ", ", "]))
        if isinstance(value, Mapping):
            inner = [f"{self.scalar(k, key=True)}: {self.flow(v)}" for k, v in value.items()]
            return f"{{{comma.join(inner)}{end if inner else ''}}}"
        if isinstance(value, Sequence) and not isinstance(value, str):
            return f"[{comma.join(map(self.flow, value))}{end if value else ''}]"
        return self.scalar(value)

    def scalar(self, value: Data, *, key: bool = False) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        single = "'" + value.replace("'", "''") + "'"
        double = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        plain = [value] if value.isalpha() and value.isascii() and len(value) > 4 else []
        return self.draw(st.sampled_from([single, double, *plain]))


@st.composite
def documents(draw: st.DrawFn) -> str:
    data = draw(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
    text = Writer(draw).document(data)
    assert meaning(text) == meant(data), text
    return text


@st.composite
def ways(draw: st.DrawFn, text: str) -> tuple[str | int, ...]:
    """A way into a text, to something there or to something new."""
    at: object = meaning(text)
    way: list[str | int] = []
    while True:
        if isinstance(at, dict):
            step: str | int = draw(st.sampled_from([*at, "new"]))
        elif isinstance(at, list):
            step = draw(st.integers(0, len(at)))
        else:
            return (*way, "new") if way and at == (type(None), None) else tuple(way)
        way.append(step)
        there = step in at if isinstance(at, dict) else int(step) < len(at)
        if not there or draw(st.booleans()):
            more = draw(st.sampled_from([(), ("more",)])) if not there else ()
            return (*way, *more)
        at = at[step]  # type: ignore[index]


# laws --------------------------------------------------------------------------------------------


def expected(before: Data, way: Sequence[str | int], value: Data) -> Data:
    """Data with an entry set, by means that the product does not use."""
    if not way:
        return value
    first, rest = way[0], way[1:]
    if isinstance(first, int):
        assert isinstance(before, list)
        old = before[first] if first < len(before) else None
        return [*before[:first], expected(old, rest, value), *before[first + 1 :]]
    entries = dict(before) if isinstance(before, Mapping) else {}
    return {**entries, first: expected(entries.get(first), rest, value)}


def data_of(text: str) -> Data:
    """What a text means to PyYAML's own parser, its scalars by the product's reading."""
    found = meaning(text)
    assert found is not None, text
    return unpacked(found)


def unpacked(found: object) -> Data:
    if isinstance(found, dict):
        return {key: unpacked(value) for key, value in found.items()}
    if isinstance(found, list):
        return [unpacked(each) for each in found]
    assert isinstance(found, tuple)
    return found[1]


def stretch(old: str, new: str) -> tuple[str, str, str]:
    """What both texts begin with, and what the old one has in between, and the new one."""
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    start = min(len(old), len(new)) if first is None else first
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[:start], old[start : len(old) - end], new[start : len(new) - end]


@given(st.data())
def test_an_edit_changes_one_entry_and_nothing_beside(data: st.DataObject) -> None:
    text, value = data.draw(documents()), data.draw(DATA)
    way = data.draw(ways(text))
    before = data_of(text)
    try:
        new = with_entry(text, way, value)
    except Unchangeable:
        assume(False)
    assert meaning(new) == meant(expected(before, way, value))
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert new.endswith("\n") == text.endswith("\n")
    if "\r" in text:
        assert new.count("\n") == new.count("\r\n")
    if isinstance(before, dict) and way[0] not in before:
        _, gone, added = stretch(text, new)
        assert not gone, "an addition takes nothing away"
        assert added


@given(st.data())
def test_nearly_every_new_entry_can_be_made(data: st.DataObject) -> None:
    """What a plain style allows is never refused: a refusal has a reason in the text."""
    text, value = data.draw(documents()), data.draw(DATA)
    assume("&" not in text)
    before = data_of(text)
    new = with_entry(text, ("brand", "new"), value)
    assert meaning(new) == meant({**before, "brand": {"new": value}})  # type: ignore[dict-item]
    assert text.rstrip("\r\n") in new or "# the end" in text
