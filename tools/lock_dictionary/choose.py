"""Choosing the passages of a dictionary: those that the most files have in common."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

SIZE = 32 * 1024
"""What deflate can look back to."""
_GRAM = 8
"""The bytes of the pieces that are counted. Shorter ones are in most files and gain little."""
_LINES = 8
"""The lines of a passage."""


def chosen(samples: Sequence[bytes], size: int = SIZE) -> bytes:
    """A dictionary: the passages that are worth most per byte, the best at its end.

    Args:
        samples: texts such as will be packed.
        size: the bytes that it may have.
    """
    common = _common(samples)
    pieces = {passage: _grams(passage) & common.keys() for passage in _passages(samples)}
    found: list[bytes] = []
    for passage in _by_worth(pieces, common):
        if len(passage) <= size:
            found.append(passage)
            size -= len(passage)
    return b"".join(reversed(found))


def _grams(text: bytes) -> set[bytes]:
    return {text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)}


def _common(samples: Iterable[bytes]) -> Mapping[bytes, int]:
    """The pieces that several samples hold, with how many do."""
    counts = Counter(gram for sample in samples for gram in _grams(sample))
    return {gram: count for gram, count in counts.items() if count > 1}


def _passages(samples: Iterable[bytes]) -> Iterator[bytes]:
    for sample in samples:
        lines = sample.splitlines(keepends=True)
        yield from (b"".join(lines[start : start + _LINES]) for start in range(len(lines)))


def _by_worth(pieces: Mapping[bytes, set[bytes]], common: Mapping[bytes, int]) -> Iterator[bytes]:
    """The passages by what each adds to those before it. What was seen before is worth nothing."""
    covered: set[bytes] = set()

    def worth(passage: bytes) -> float:
        return sum(common[gram] for gram in pieces[passage] - covered) / len(passage)

    queue = [(-worth(passage), passage) for passage in pieces]
    heapq.heapify(queue)
    while queue:
        _, passage = heapq.heappop(queue)
        now = worth(passage)
        if queue and now < -queue[0][0]:
            heapq.heappush(queue, (-now, passage))  # it was worth more when it was queued
        elif now > 1:
            yield passage
            covered |= pieces[passage]
