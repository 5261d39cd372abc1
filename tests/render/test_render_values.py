"""What a caller hands over becomes plain data, by the caller's own conversion, or is refused."""

import enum
import math
from collections import OrderedDict, UserDict, namedtuple
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.render import TemplateFault, Templates
from tests.render.rendering import fault, render, templates

LANGUAGES = ("t.json.j2", "t.py.j2", "t.yml.j2")


@dataclass(frozen=True)
class Text:
    value: object


@dataclass(frozen=True)
class Formula:
    text: str


class Word(str):
    """Text with a meaning of its own."""


class Color(enum.StrEnum):
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Ratio(float):
    pass


Pair = namedtuple("Pair", ["a", "b"])


def for_factory(value: object) -> object:
    match value:
        case Text():
            return value.value.replace("@", "@@") if isinstance(value.value, str) else value.value
        case Formula():
            return {"value": value.text, "type": Text("Expression")}
    return value


def for_python(value: object) -> object:
    return value.value if isinstance(value, Text) else value


def both(folder: Path, text: str, value: object) -> tuple[object, object]:
    """What the two sides of a job make of one value."""
    files = {"t.json.j2": text, "t.py.j2": f"x = {text}"}
    factory = templates(folder, files, for_factory)
    python = Templates(folder, for_python)
    return factory.json("t.json.j2", value=value), python.python("t.py.j2", value=value)


@pytest.mark.parametrize(
    ("value", "factory", "python"),
    [
        (Text("@a"), "@@a", 'x = "@a"\n'),
        ([Text("@a"), {"k": Text("@b")}], ["@@a", {"k": "@@b"}], 'x = ["@a", {"k": "@b"}]\n'),
        ((Text(Text(1)),), [1], "x = (1,)\n"),
        (Text([Text("@")]), ["@@"], 'x = ["@"]\n'),
        ({Text("@k"): 1}, {"@@k": 1}, 'x = {"@k": 1}\n'),
    ],
)
def test_each_side_converts_values_its_own_way(
    tmp_path: Path, value: object, factory: object, python: str
) -> None:
    assert both(tmp_path, "{{ value }}", value) == (factory, python)


def test_conversion_goes_all_the_way_down(tmp_path: Path) -> None:
    made = templates(tmp_path, {"t.json.j2": "{{ value }}"}, for_factory)
    document = made.json("t.json.j2", value={"a": [Formula("@b")]})
    assert document == {"a": [{"value": "@b", "type": "Expression"}]}


def test_conversion_is_asked_about_what_is_not_exactly_plain(tmp_path: Path) -> None:
    asked: list[object] = []

    def plain(value: object) -> object:
        asked.append(value)
        return f"<{value}>" if isinstance(value, Word) else value

    made = templates(tmp_path, {"t.json.j2": "{{ value }}"}, plain)
    value = ["a", 1, 1.5, True, None, (2,), {"k": Word("w"), Word("l"): Color.RED}]
    assert made.json("t.json.j2", value=value) == [
        "a",
        1,
        1.5,
        True,
        None,
        [2],
        {"k": "<w>", "<l>": "red"},
    ]
    assert asked == [Word("w"), Word("l"), Color.RED]


@pytest.mark.parametrize(
    ("value", "document"),
    [
        (Color.RED, "red"),
        (Word("w"), "w"),
        (Level.HIGH, 3),
        (Ratio(0.5), 0.5),
        (Pair(1, 2), [1, 2]),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (MappingProxyType({"a": Color.RED}), {"a": "red"}),
        (UserDict({"a": 1}), {"a": 1}),
    ],
)
def test_kinds_of_plain_data_are_plain_data(
    tmp_path: Path, value: object, document: object
) -> None:
    found = render(tmp_path, "t.json.j2", "{{ value }}", value=value)
    assert repr(found) == repr(document)


class Odd(UserDict[object, int]):
    """A mapping in which two keys are written alike."""

    def items(self) -> list[tuple[object, int]]:  # type: ignore[override]
        return [("a", 1), (Word("a"), 2)]


def itself() -> list[object]:
    result: list[object] = []
    result.append(result)
    return result


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("name", LANGUAGES[:2])
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({1, 2}, "a value of type set is no data"),
        (b"a", "a value of type bytes is no data"),
        (1j, "a value of type complex is no data"),
        (object(), "a value of type object is no data"),
        (Formula("x"), "a value of type Formula is no data"),
        (iter([1]), "a value of type list_iterator is no data"),
        (range(3), "a value of type range is no data"),
        (len, "a value of type builtin_function_or_method is no data"),
        (Color, "a value of type EnumType is no data"),
        ({(1, 2): 3}, "a value of type tuple is no data"),
        ({frozenset(): 3}, "a value of type frozenset is no data"),
        (Odd(), "the key 'a' is there twice"),
        (math.nan, "nan cannot be written as a number"),
        (-math.inf, "-inf cannot be written as a number"),
        ("a\ud800", "the text 'a\\ud800' holds half a character"),
        ("\udc00\ud800", "the text '\\udc00\\ud800' holds half a character"),
        ({"\ud83d": 1}, "the text '\\ud83d' holds half a character"),
        (itself(), "a value is nested more than 64 levels deep"),
        (deep(65), "a value is nested more than 64 levels deep"),
    ],
)
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: [1, {"k": v}]])
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, name: str, value: object, message: str, wrap: Callable[[object], object]
) -> None:
    start = "x = " if name == "t.py.j2" else ""
    found = fault(tmp_path, name, f"{{# #}}\n{start}{{{{ value }}}}", value=wrap(value))
    assert (found.template, found.line) == (name, 2)
    assert found.message.startswith(message)


def test_a_number_that_python_does_not_print_is_refused(tmp_path: Path) -> None:
    found = fault(tmp_path, "t.json.j2", "{{ value }}", value=10**5000)
    assert found.message.startswith("Exceeds the limit")


def test_the_deepest_value_is_written(tmp_path: Path) -> None:
    assert render(tmp_path, "t.json.j2", "{{ value }}", value=deep(64)) == deep(64)
    assert render(tmp_path, "t.py.j2", "x = {{ value }}", value=deep(64)).count("[") == 64  # type: ignore[attr-defined]


def test_a_conversion_that_never_ends_is_refused(tmp_path: Path) -> None:
    made = templates(tmp_path, {"t.json.j2": "{{ 1|x }}"}, lambda v: Text(v), {"x": Text})
    with pytest.raises(TemplateFault, match="64 levels"):
        made.json("t.json.j2")


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_a_filter_gives_is_a_value_like_any(tmp_path: Path, name: str) -> None:
    text = "{{ v|twice(n=2) }}"
    start = "x = " if name == "t.py.j2" else ""
    made = templates(
        tmp_path, {name: start + text}, for_python, {"twice": lambda v, n: Text(v * n)}
    )
    method = {"t.json.j2": made.json, "t.py.j2": made.python, "t.yml.j2": made.yaml}[name]
    assert (
        method(name, v='"{{')
        == {
            "t.json.j2": '"{{"{{',
            "t.py.j2": "x = '\"{{\"{{'\n",
            "t.yml.j2": '"\\"{{\\"{{"',
        }[name]
    )


def test_the_filter_name_cannot_be_replaced(tmp_path: Path) -> None:
    made = templates(tmp_path, {"t.json.j2": '"{{ v|name }}"'}, filters={"name": lambda v: v})
    with pytest.raises(TemplateFault, match="is not an identifier"):
        made.json("t.json.j2", v='", "')


def test_values_may_have_any_name(tmp_path: Path) -> None:
    text = "[{{ name }}, {{ self_ }}, {{ folder }}, {{ values }}]"
    found = render(tmp_path, "t.json.j2", text, name=1, self_=2, folder=3, values=4)
    assert found == [1, 2, 3, 4]
