"""A half of a contract that was read back, against what its spec says."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.leaves import Leaf, leaves, same
from generator.contract.mismatch import Mismatch, Side
from generator.contract.model import Calls, Offer, Read
from generator.contract.values import UNDECIDED_NAMES, Undecided
from generator.contract.wording import NAME, noun, shape, spoken
from generator.diagnostics import Code, Path, nearest

Half = Mapping[Path, Leaf]
_TARGET = ("calls", NAME, "target")


def differences(expected: Offer | Calls, read: Read[Offer] | Read[Calls]) -> Iterator[Mismatch]:
    """Everything in which a half that was read back is not what its spec says.

    A thing that is missing, is too much or has another name is one difference, whatever is in it.
    """
    return _Comparison(
        "factory" if isinstance(expected, Calls) else "aml",
        expected.pipeline if isinstance(expected, Calls) else "",
        leaves(expected),
        leaves(read.half),
        read,
    ).differences()


class _Comparison(Struct, frozen=True):
    side: Side
    pipeline: str
    wanted: Half
    found: Half
    read: Read[Offer] | Read[Calls]

    def differences(self) -> Iterator[Mismatch]:
        missing, extra = _outermost(self.wanted, self.found), _outermost(self.found, self.wanted)
        renamed = self.renamed(missing, extra)
        yield from (self.other_name(path, meant) for path, meant in renamed.items())
        yield from (self.missing(path) for path in missing if self.is_missing(path, renamed))
        yield from (self.too_much(path) for path in extra if self.is_too_much(path, renamed))
        for path in self.wanted:
            if path in self.found and self.differs(path) and not self.follows(path):
                yield self.other_value(path)

    def differs(self, path: Path) -> bool:
        wanted, found = self.wanted.get(path), self.found.get(path)
        if wanted is None or found is None:
            return wanted is not found
        return not same(wanted, found)

    def follows(self, path: Path) -> bool:
        """Whether a difference follows from another, which is told.

        An activity that calls something else sends other things. In another type, the default and
        the bounds of an AML parameter are others too. Under SDK v1 the default gives the type, so
        that without the one there is not the other.
        """
        if path[0] == "calls" and len(path) >= len(_TARGET) and path[2] != _TARGET[2]:
            target = (*path[:2], _TARGET[2])
            return target in self.wanted and target in self.found and self.differs(target)
        if self.side != "aml" or shape(path)[:-1] != ("parameters", NAME):
            return False
        kind, default = (*path[:-1], "type"), (*path[:-1], "default")
        if kind in self.wanted and kind in self.found:
            return path[-1] in ("default", "minimum", "maximum") and self.differs(kind)
        return path[-1] == "type" and self.differs(default)

    def is_missing(self, path: Path, renamed: Mapping[Path, Path]) -> bool:
        """Whether a thing that was not found is under no other name, known or undecided."""
        beside = (other for other in self.found if other[:-1] == path[:-1])
        may_be_beside = any(str(other[-1]).startswith(UNDECIDED_NAMES) for other in beside)
        return path not in renamed.values() and not may_be_beside and not self.follows(path)

    def is_too_much(self, path: Path, renamed: Mapping[Path, Path]) -> bool:
        return path not in renamed and not self.follows(path)

    def renamed(self, missing: list[Path], extra: list[Path]) -> dict[Path, Path]:
        """What stands there under another name than the spec's, with the way by the spec's name."""
        renamed: dict[Path, Path] = {}
        for path in extra:
            left = [old for old in missing if old not in renamed.values()]
            beside = [old for old in left if old[:-1] == path[:-1] and shape(old)[-1] == NAME]
            alike = [old for old in beside if self.alike(old, path)]
            near = nearest(str(path[-1]), [str(old[-1]) for old in beside])
            if len(alike) == 1:
                renamed[path] = alike[0]
            elif near:
                renamed[path] = (*path[:-1], near)
        return renamed

    def alike(self, wanted: Path, found: Path) -> bool:
        """Whether all is the same in two things, and something is in them."""
        one, other = _inside(self.wanted, wanted), _inside(self.found, found)
        return one.keys() == other.keys() and all(same(one[way], other[way]) for way in one)

    # what is said

    def other_name(self, path: Path, meant: Path) -> Mismatch:
        word = "is called" if self.found[path] is True else "belongs to"
        message = f"{noun(self.side, path)} {word} {meant[-1]!r} by the spec"
        hint = f"write {meant[-1]!r} here, or rename it in the spec"
        return self.mismatch(path, message, hint, meant)

    def missing(self, path: Path) -> Mismatch:
        wanted = self.wanted[path]
        says = "the spec has it" if wanted is True else f"by the spec it is {spoken(wanted)}"
        message = f"{noun(self.side, path)} is missing; {says}"
        return self.mismatch(path, message, "add it here, or drop it from the spec", path)

    def too_much(self, path: Path) -> Mismatch:
        found = self.found[path]
        if str(path[-1]).startswith(UNDECIDED_NAMES):
            message = "a name is computed here, so nobody can tell whether the spec has it"
            return self.mismatch(path, message, "write the name out", path, Code.UNDECIDED)
        if isinstance(found, Undecided):
            return self.undecided(path, found, "write out what it is")
        says = "is not in the spec" if found is True else f"is {spoken(found)}; the spec has none"
        message = f"{noun(self.side, path)} {says}"
        return self.mismatch(path, message, "drop it here, or add it to the spec", path)

    def other_value(self, path: Path) -> Mismatch:
        found, wanted = self.found[path], spoken(self.wanted[path])
        if isinstance(found, Undecided):
            return self.undecided(path, found, f"by the spec it is {wanted}; write that here")
        message = f"{noun(self.side, path)} is {spoken(found)}; by the spec it is {wanted}"
        return self.mismatch(path, message, "write that here, or change the spec", path)

    def undecided(self, path: Path, found: Undecided, hint: str) -> Mismatch:
        message = f"nobody can tell {noun(self.side, path)}: it is {found.why}"
        return self.mismatch(path, message, hint, path, Code.UNDECIDED)

    def mismatch(
        self,
        path: Path,
        message: str,
        hint: str,
        origin: Path,
        code: Code = Code.NOT_AS_SPECIFIED,
    ) -> Mismatch:
        half = (self.side, self.pipeline)
        whole = path[:-1] if shape(path) == _TARGET else path  # with it, the whole call is another
        about = frozenset({(*half, *whole), (*half, *origin)})
        place = self.read.place(path)
        return Mismatch(code, message, place, hint, about, (), self.pipeline, origin)


def _outermost(here: Half, there: Half) -> list[Path]:
    """The ways to what is here and not there, without those to things inside of such a thing."""
    only = [path for path in here if path not in there]
    return [path for path in only if not any(path[:n] in only for n in range(1, len(path)))]


def _inside(half: Half, path: Path) -> Half:
    """A leaf with all that is in it, by the ways from there on."""
    return {way[len(path) :]: leaf for way, leaf in half.items() if way[: len(path)] == path}
