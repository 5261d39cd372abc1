"""Is a text nothing but what two others say: what a merge makes of two, where nobody edits it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

Lines = Sequence[str]


def is_mixture(text: str, texts: Sequence[str]) -> bool:
    """Whether a text is two of the others, put together.

    Where two of them agree it must say the same, and where they differ what the one says, or the
    other, or both one after the other.
    """
    lines = text.split("\n")
    pairs = combinations(dict.fromkeys(texts), 2)
    return text in texts or any(
        _mixes(lines, one.split("\n"), other.split("\n")) for one, other in pairs
    )


def _mixes(lines: Lines, one: Lines, other: Lines) -> bool:
    """Whether lines can be read as blocks of either; `ends` is how far they may have been read."""
    ends = {0}
    for choices in _blocks(one, other):
        ends = {
            end + len(choice)
            for end in ends
            for choice in choices
            if lines[end : end + len(choice)] == choice
        }
    return len(lines) in ends


def _blocks(one: Lines, other: Lines) -> Iterator[tuple[Lines, ...]]:
    """What may stand there, block by block."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        own, its = [*one[start:end]], [*other[other_start:other_end]]
        yield (own,) if tag == "equal" else (own, its, own + its, its + own)
