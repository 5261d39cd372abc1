"""Which lines of two texts are the same."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct


class Block(Struct, frozen=True):
    """Lines that are the same in two texts: where they begin in each, and how many they are."""

    one: int
    other: int
    size: int


def lines_of(text: str) -> list[str]:
    """The lines of a text without their newlines; nothing else ends a line. No text has none."""
    return text.removesuffix("\n").split("\n") if text else []


def text_of(lines: Sequence[str], end: str) -> str:
    """The text of lines, with the newline or nothing at its end."""
    return "\n".join(lines) + end if lines else ""


def matches(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """What is the same in two lists of lines, in order; the last block is empty, at both ends."""
    start, end = _common(one, other)
    middle = SequenceMatcher(
        None, one[start : len(one) - end], other[start : len(other) - end], autojunk=False
    ).get_matching_blocks()
    found = [
        Block(0, 0, start),
        *(Block(match.a + start, match.b + start, match.size) for match in middle),
        Block(len(one) - end, len(other) - end, end),
    ]
    return [*(block for block in found if block.size), Block(len(one), len(other), 0)]


def _common(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many lines are the same at the start, and of the rest at the end."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def unequal(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Where two lists of lines differ: the numbers of the lines of each."""
    at, beside = 0, 0
    for block in matches(one, other):
        if at < block.one or beside < block.other:
            yield range(at, block.one), range(beside, block.other)
        at, beside = block.one + block.size, block.other + block.size
