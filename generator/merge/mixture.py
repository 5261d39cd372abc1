"""Is a text nothing but what two others say: what a merge makes of two, where nobody edits it."""

from bisect import bisect_left
from collections import Counter
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
    at, beside = 0, 0
    for end, other_end in (*_anchors(one, other), (len(one), len(other))):
        yield from _between(one[at:end], other[beside:other_end])
        at, beside = end, other_end


def _between(one: Lines, other: Lines) -> Iterator[tuple[Lines, ...]]:
    if one == other:
        yield ([*one],)
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        own, its = [*one[start:end]], [*other[other_start:other_end]]
        yield (own,) if tag == "equal" else (own, its, own + its, its + own)


def _anchors(one: Lines, other: Lines) -> Iterator[tuple[int, int]]:
    """Lines that stand once in each, as many as are in one order: where they are in each.

    Between them little is left to compare. Without, a template of 300,000 lines took minutes.
    """
    known = _once(other)
    pairs = [(at, known[line]) for line, at in _once(one).items() if line in known]
    ends: list[int] = []  # the last place in other of the best chain of each length
    heads: list[int] = []  # the pair that it ends with
    before: list[int | None] = []  # the pair before each pair in its chain
    for number, (_, beside) in enumerate(pairs):
        length = bisect_left(ends, beside)
        before.append(heads[length - 1] if length else None)
        ends[length : length + 1], heads[length : length + 1] = [beside], [number]
    chain: list[tuple[int, int]] = []
    last = heads[-1] if heads else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return reversed(chain)


def _once(lines: Lines) -> dict[str, int]:
    """The lines that stand there once, in order, with their places."""
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}
