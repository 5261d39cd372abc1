"""A text that is held in little room is the text that was given."""

from hashlib import sha256

import pytest

from generator.workspace import artifacts
from generator.workspace.artifacts import Text
from generator.workspace.lock import Kept

TEXTS = ("", "a", "ä\r\n\U0001f600\n", "def f() -> None:\n    pass\n" * 500)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("large", [0, 2**20])
def test_a_text_is_what_was_given(text: str, large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifacts, "_LARGE", large)
    held, data = Text.of(text), text.encode()
    assert (str(held), b"".join(held.pieces()), held.size) == (text, data, len(data))
    assert held.sha256 == sha256(data).hexdigest()
    assert Kept(held.sha256, Kept.of(held).packed).text() == text


def test_a_large_text_is_never_there_as_a_whole() -> None:
    text = "a line of an ARM template\n" * 200_000
    pieces = [
        *Text.joined(text[start : start + 5_000] for start in range(0, len(text), 5_000)).pieces()
    ]
    assert max(map(len, pieces)) <= len(text) / 4
    assert b"".join(pieces) == text.encode()


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_held_as_the_whole_is(text: str) -> None:
    half = len(text) // 2
    assert Text.joined([text[:half], "", text[half:]]) == Text.of(text)
