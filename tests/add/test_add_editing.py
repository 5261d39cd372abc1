"""An edit of YAML is one stretch of the text, and means one entry more, or another."""

import json
import textwrap
from collections.abc import Mapping, Sequence

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
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
        if value is None and not anchor and self.draw(st.booleans()):
            return f"{above}{pad}{head}{self.draw(COMMENTS)}\n"
        return f"{above}{pad}{head}{anchor} {self.flow(value, column + 1)}{self.draw(COMMENTS)}\n"

    def inside(self, value: Data, column: int) -> str:
        if isinstance(value, Mapping):
            return self.block(value, column)
        assert isinstance(value, list)
        return "".join(self.item(each, column) for each in value)

    def item(self, value: Data, column: int) -> str:
        """An item whose keys, or items, may begin right behind its dash."""
        if isinstance(value, Mapping | list) and value and self.draw(st.booleans()):
            dash = self.draw(st.sampled_from(["- ", "-   "]))
            first, *others = self.inside(value, column + len(dash)).split("\n")
            if first.strip() and not first.lstrip().startswith("#"):
                return "\n".join([" " * column + dash + first.lstrip(), *others])
        return self.entry("-", value, column)

    def anchor(self) -> str:
        if self.draw(st.integers(0, 9)):
            return ""
        self.anchors += 1
        return f" &n{self.anchors}"

    @staticmethod
    def fits_literal(text: str) -> bool:
        return bool(text) and text == text.strip() and all(text.split("\n"))

    def flow(self, value: Data, column: int) -> str:
        """A value in brackets, on one line or on several, maybe with comments behind them."""
        lines = self.draw(st.sampled_from(["", "", f"\n{' ' * column}", f" # so\n{' ' * column}"]))
        comma = f"{self.draw(st.sampled_from([', ', ' , ']))}{lines}"
        end = self.draw(st.sampled_from(["", ", "])) + lines
        if isinstance(value, Mapping):
            inner = [
                f"{self.scalar(key, key=True)}: {self.flow(each, column + 2)}"
                for key, each in value.items()
            ]
            return f"{{{comma.join(inner)}{end if inner else ''}}}"
        if isinstance(value, Sequence) and not isinstance(value, str):
            inner = [self.flow(each, column + 2) for each in value]
            return f"[{comma.join(inner)}{end if inner else ''}]"
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


def stretch(old: str, new: str) -> tuple[str, str]:
    """What the old text has where the two differ, and what the new one has."""
    start = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if len({*pair}) > 1), None
    )
    start = min(len(old), len(new)) if start is None else start
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
"""A machine that is at work on something else is no fault of the product."""


@slow
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
    check_the_rest(text, new)
    start, end = place_of(text, way)
    assert new.startswith(text[:start])
    if start < end:
        assert new.endswith(text[end:])
    elif start < len(text):
        gone, added = stretch(text, new)
        assert not gone, "an addition takes nothing away"
        assert added


def place_of(text: str, way: Sequence[str | int]) -> tuple[int, int]:
    """Where a value stands, by PyYAML; nowhere if there is none."""
    mark = text.startswith("\ufeff")
    node: yaml.Node | None = yaml.compose(text[mark:], Loader=yaml.SafeLoader)
    for step in way:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[step] if int(step) < len(node.value) else None
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        if node is None:
            return 0, 0
    assert node is not None
    assert node.start_mark
    assert node.end_mark
    return node.start_mark.index + mark, node.end_mark.index + mark


@slow
@given(st.data())
def test_a_new_entry_is_only_refused_for_a_reason(data: st.DataObject) -> None:
    text, value = data.draw(documents()), data.draw(DATA)
    before = data_of(text)
    assert isinstance(before, dict)
    new = with_entry(text, ("brand", "new"), value)
    assert meaning(new) == meant({**before, "brand": {"new": value}})
    gone, added = stretch(text, new)
    assert not gone
    assert "brand" in added
    check_the_rest(text, new)


@slow
@given(st.data())
def test_an_entry_that_was_added_can_be_taken_out_again(data: st.DataObject) -> None:
    text = data.draw(documents())
    added = with_entry(text, ("brand",), "new")
    taken_out = without_entry(added, ("brand",))
    assert taken_out.split() == text.split(), "but for an empty line that set it apart"
    assert data_of(taken_out) == data_of(text)


@slow
@given(st.data())
def test_a_key_is_renamed_where_it_stands(data: st.DataObject) -> None:
    text = data.draw(documents())
    before = data_of(text)
    assert isinstance(before, dict)
    old = data.draw(st.sampled_from([*before]))
    new = with_key(text, (old,), "brand new")
    assert data_of(new) == {("brand new" if key == old else key): before[key] for key in before}
    assert [*data_of(new)] == ["brand new" if key == old else key for key in before]
    check_the_rest(text, new)


def check_the_rest(old: str, new: str) -> None:
    """What a text has as a whole stays: its mark, its line ends, its end, and every comment."""
    assert new.startswith("\ufeff") == old.startswith("\ufeff")
    assert new.endswith("\n") == old.endswith("\n")
    if old.count("\n") == old.count("\r\n") > 0:
        assert new.count("\n") == new.count("\r\n")


REFUSED = {
    "not a mapping": ("a: 1\n", ("a", "b")),
    "in a text": ("a: {b: text}\n", ("a", "b", "c")),
    "behind the end": ("a: [1]\n", ("a", 2)),
    "a key of a sequence": ("a: [1]\n", ("a", "b")),
    "an item of a mapping": ("a: {b: 1}\n", ("a", 0)),
    "an item of nothing": ("a: 1\n", ("b", 0)),
    "an alias": ("a: &x {b: 1}\nc: *x\n", ("c", "d")),
    "what an alias stands for": ("a: &x {b: 1}\nc: *x\n", ("a", "d")),
    "an anchor that is used": ("a: &x 1\nc: *x\n", ("a",)),
    "a sequence that an anchor begins": ("a: &x\n  - 1\n", ("a", 1)),
    "a key with a question mark": ("a:\n  ? b\n  : 1\n", ("a", "c")),
    "a text that ends with the file": ("a: |\n  b", ("c",)),
    "a fault": ("a: [1\n", ("b",)),
    "a key twice": ("a: 1\na: 2\n", ("b",)),
    "a tag": ("a: !!str 1\n", ("b",)),
    "nothing": ("", ("b",)),
    "a sequence of all": ("- a\n", ("b",)),
    "the whole": ("a: 1\n", ()),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_edited_is_refused(case: str) -> None:
    text, way = REFUSED[case]
    with pytest.raises(Unchangeable) as refused:
        with_entry(text, way, "new")
    assert refused.value.message
    assert refused.value.hint


WRITTEN = {
    "behind a comment of its neighbour": ("a: 1 # one\n", "a: 1 # one\nnew: 2\n"),
    "behind the comments below it": ("a: 1\n# b: 2\n\n# end\n", "a: 1\n# b: 2\nnew: 2\n\n# end\n"),
    "an empty line apart": ("a: 1\n\nb: 1\n", "a: 1\n\nb: 1\n\nnew: 2\n"),
    "no line at the end": ("a: 1", "a: 1\nnew: 2"),
    "windows": ("a: 1\r\nb:\r\n  c: 1\r\n", "a: 1\r\nb:\r\n  c: 1\r\nnew: 2\r\n"),
    "windows without a line at the end": ("a: 1\r\nb: 1", "a: 1\r\nb: 1\r\nnew: 2"),
    "both kinds of lines": ("a: 1\r\nb: 1\n", "a: 1\r\nb: 1\nnew: 2\n"),
    "a mark": ("\ufeffa: 1\r\n", "\ufeffa: 1\r\nnew: 2\r\n"),
    "JSON": ('{"a": 1}', '{"a": 1, "new": 2}'),
    "JSON in lines": ('{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "new": 2\n}\n'),
    "nothing in brackets": ("{ }\n", "{new: 2 }\n"),
    "a comma too many": ("{a: 1,}\n", "{a: 1, new: 2,}\n"),
    "a text of lines": ("a: |\n  b\n\n", "a: |\n  b\nnew: 2\n\n"),
    "a text that keeps its lines": ("a: |+\n  b\n\n", "a: |+\n  b\n\nnew: 2\n"),
    "a document's end": ("---\na: 1\n...\n", "---\na: 1\nnew: 2\n...\n"),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_new_entry_stands_where_its_neighbours_do(case: str) -> None:
    text, new = WRITTEN[case]
    assert with_entry(text, ("new",), 2) == new


@pytest.mark.parametrize("text", ["a: 1\n", "{a: 1}\n", '{"a": 1}\n'])
def test_all_text_can_be_a_value_and_a_key(text: str) -> None:
    for word in (*NASTY, *map(chr, range(0x20, 0x100)), "a\nb", "\t", "\u2028", "𪼹", "2026-01-01"):
        if any(ord(letter) in range(0xD800, 0xE000) for letter in word):
            continue
        new = with_entry(text, ("new",), {"text": word, "list": [word], word or "key": 1})
        assert data_of(new)["new"]["text"] == word  # type: ignore[call-overload, index]
