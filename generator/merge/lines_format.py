"""Text, merged by its lines."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.merge.matching import Block, lines_of, matches, text_of, unequal
from generator.merge.result import NOTHING, WHOLE, Conflict, Edit, Merge, Side, short


class LinesFormat(Struct, frozen=True):
    """Text of one language. `valid` tells whether a text can be read in it.

    A merge of readable texts is readable, or the whole file is one conflict.
    """

    valid: Callable[[str], bool]

    def merge(self, base: str, ours: str, theirs: str, prefer: Side = "ours") -> Merge:
        """Merge two texts by their lines, as `Format` tells."""
        if theirs in (base, ours):
            return Merge(ours)
        if ours == base:
            return Merge(theirs)
        chunks = tuple(_chunks(lines_of(base), lines_of(ours), lines_of(theirs)))
        conflicts = tuple(_conflict(chunk) for chunk in chunks if chunk.clashes)
        end = _end(base, ours, theirs)
        texts = {side: _joined(chunks, side, end) for side in _sides(conflicts, prefer)}
        if not all(map(self.valid, texts.values())) and self._all_valid(base, ours, theirs):
            return _unreadable(base, ours, theirs, prefer)
        return Merge(texts[prefer], conflicts)

    def edits(self, base: str, ours: str) -> tuple[Edit, ...]:
        """What a person changed, by lines; a newline at the end of the file is noise."""
        was, our = lines_of(base), lines_of(ours)
        return tuple(_edit(was, our, old, new) for old, new in unequal(was, our))

    def _all_valid(self, *texts: str) -> bool:
        return all(map(self.valid, texts))


class _Chunk(Struct, frozen=True):
    """Some lines of all three texts; `start` is the number of the first in ours, from 0."""

    base: Sequence[str]
    ours: Sequence[str]
    theirs: Sequence[str]
    start: int

    @property
    def clashes(self) -> bool:
        return self.ours != self.theirs and self.base not in (self.ours, self.theirs)

    def merged(self, prefer: Side) -> Sequence[str]:
        if self.clashes:
            return self.ours if prefer == "ours" else self.theirs
        return self.theirs if self.ours == self.base else self.ours


def _chunks(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[_Chunk]:
    """The three texts in pieces: what all have in common, and what is between that."""
    at, our_at, their_at = 0, 0, 0
    for start, our, their, size in _common(matches(base, ours), matches(base, theirs)):
        yield _Chunk(base[at:start], ours[our_at:our], theirs[their_at:their], our_at)
        at, our_at, their_at = start + size, our + size, their + size
        same = base[start:at]
        yield _Chunk(same, same, same, our)


def _common(ours: list[Block], theirs: list[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Lines that are the same in all three: where they begin in each, and how many they are.

    The last are none, at the end of all.
    """
    our, their = iter(ours), iter(theirs)
    one, other = next(our), next(their)
    while one.size and other.size:
        start = max(one.one, other.one)
        end = min(one.one + one.size, other.one + other.size)
        if start < end:
            yield start, _in_other(one, start), _in_other(other, start), end - start
        if one.one + one.size == end:
            one = next(our)
        else:
            other = next(their)
    yield ours[-1].one, ours[-1].other, theirs[-1].other, 0


def _in_other(block: Block, line: int) -> int:
    return block.other + line - block.one


def _end(base: str, ours: str, theirs: str) -> str:
    """What stands at the end of the last line, merged like everything else."""
    was, our, their = ("\n" if text.endswith("\n") else "" for text in (base, ours, theirs))
    return their if our == was else our


def _joined(chunks: Sequence[_Chunk], prefer: Side, end: str) -> str:
    lines = [line for chunk in chunks for line in chunk.merged(prefer)]
    return text_of(lines, end)


def _sides(conflicts: Sequence[Conflict], prefer: Side) -> tuple[Side, ...]:
    """The sides whose version has to be readable; both, so that both find the same conflicts."""
    return ("ours", "theirs") if conflicts else (prefer,)


def _conflict(chunk: _Chunk) -> Conflict:
    place = range(chunk.start, chunk.start + len(chunk.ours))
    base, ours, theirs = map(_told, (chunk.base, chunk.ours, chunk.theirs))
    return Conflict(_where(place), base, ours, theirs, chunk.start + 1 if chunk.ours else 0)


def _unreadable(base: str, ours: str, theirs: str, prefer: Side) -> Merge:
    where = f"{WHOLE}, which could not be read if it were merged by lines"
    conflict = Conflict(where, _size(base), _size(ours), _size(theirs), 1)
    return Merge(ours if prefer == "ours" else theirs, (conflict,))


def _size(text: str) -> str:
    return _count(range(len(lines_of(text))))


def _edit(base: list[str], ours: list[str], old: range, new: range) -> Edit:
    if len(old) == len(new) == 1:
        change = f"{_told([base[old[0]]])} -> {_told([ours[new[0]]])}"
    elif old and new:
        change = f"{_count(old)} changed"
    else:
        change = f"{_count(new)} added" if new else f"{_count(old)} removed here"
    return Edit(_where(new), change)


def _told(lines: Sequence[str]) -> str:
    if not lines:
        return NOTHING
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    return (short(lines[0]) or "a blank line") + more


def _where(lines: range) -> str:
    first, last = lines.start + 1, lines.stop
    return f"lines {first}-{last}" if last > first else f"line {first}"


def _count(lines: range) -> str:
    return "1 line" if len(lines) == 1 else f"{len(lines)} lines"
