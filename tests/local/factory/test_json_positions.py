"""Places in JSON text: of values by their way, and of characters within a string."""

import json

import pytest

from generator.local.factory.positions import Lines, spans, within

TEXT = '{\n\t"a": [1, {"b/c": "x"}, []],\n\t"d": {},\n\t"e": [[2], null]}'


def test_each_value_stands_where_its_text_does() -> None:
    found = {way: TEXT[start:end] for way, (start, end) in spans(TEXT).items()}
    assert found == {
        (): "{",
        ("a",): "[",
        ("a", 0): "1",
        ("a", 1): "{",
        ("a", 1, "b/c"): '"x"',
        ("a", 2): "[",
        ("d",): "{",
        ("e",): "[",
        ("e", 0): "[",
        ("e", 0, 0): "2",
        ("e", 1): "null",
    }


def test_lines_and_columns_begin_with_1() -> None:
    lines = Lines(TEXT)
    assert [lines.at(TEXT.index(each)) for each in ("{", '"a"', '"x"', "null")] == [
        (1, 1),
        (2, 2),
        (2, 19),
        (4, 13),
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("abc", 1, 2), ('a"b\nc', 3, 5), ("ä😀b", 1, 3), ("a😀b", 2, 3), ("ab", 2, 2)],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_characters_are_found_through_escapes(
    text: str, start: int, end: int, ascii_only: bool
) -> None:
    literal = json.dumps(text, ensure_ascii=ascii_only)
    first, last = within(literal, start, end)
    assert json.loads(f'"{literal[first:last]}"') == text[start:end]
