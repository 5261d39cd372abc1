"""How many empty lines black sets before each logical line of a module.

It looks at the kind of the lines, at their depth and at the empty lines that are there, never at
what else they say (`EmptyLineTracker` of black). So black is asked about a module of the same
kinds of lines; and since a third of three alike changes nothing for it, two are enough. It is
asked about each definition with the one before, as these are alike in most modules.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from generator.render.black_itself import black
from generator.render.logical_lines import Logical, UnknownForm

_MOST = 3
_STANDS_FOR = {
    "@": "@a",
    "#": "# a",
    "class": "class A:",
    "def": "def a():",
    "elif": "elif a:",
    "else": "else:",
    "except": "except a:",
    "finally": "finally:",
    "for": "for a in a:",
    "from": "import a",
    "if": "if a:",
    "import": "import a",
    "try": "try:",
    "while": "while a:",
    "with": "with a:",
    **{word: word for word in ("break", "continue", "pass", "raise", "return")},
}
_HEADS = ("@a", "# a", "class A:", "def a():")
_Kind = tuple[int, int, str]
"""How many empty lines stand before a line, how deep it is, and what stands for it."""
_REPEATED = frozenset({"a", "import a"})


def blank_lines(lines: Sequence[Logical]) -> list[int]:
    """The number of empty lines before each line of a module, as black wants it."""
    kinds = [(min(line.blank, _MOST), line.depth, _kind(line)) for line in lines]
    starts = [i for i in range(len(kinds)) if _starts_definition(kinds, i)]
    found: list[int] = []
    before = 0
    for start, end in pairwise([0, *starts, len(kinds)]):
        found += _of_kinds(kinds[before:end])[start - before :]
        before = start
    return found


def _starts_definition(kinds: Sequence[_Kind], i: int) -> bool:
    """Whether a definition begins in a line, with its comments and decorators.

    There black forgets all but the line before; the whole definition before is asked about with it.
    """
    head = [word for _, depth, word in kinds[max(0, i - 1) : i + 1] if not depth]
    if i == 0 or kinds[i][1] or head[-1] not in _HEADS:
        return False
    if len(head) > 1 and head[0] in _HEADS[:2]:
        return False
    after = (word for _, _, word in kinds[i:] if word not in _HEADS[:2])
    return next(after, "") in _HEADS


def _of_kinds(kinds: Sequence[_Kind]) -> list[int]:
    """The number of empty lines before each line of some kinds, the first of which come first."""
    kept = [i for i in range(len(kinds)) if not _is_third(kinds, i)]
    asked = "".join(
        "\n" * blank + "    " * depth + word + "\n"
        for blank, depth, word in (kinds[i] for i in kept)
    )
    answers = dict(zip(kept, _asked(asked), strict=True))
    found: list[int] = []
    for i in range(len(kinds)):
        found.append(answers[i] if i in answers else found[-1])
    return found


def _kind(line: Logical) -> str:
    """A line of the same kind, in one physical line."""
    if line.is_text:
        return '"""a"""'
    return _STANDS_FOR.get(line.word, "a")


def _is_third(kinds: Sequence[_Kind], i: int) -> bool:
    """Whether the two lines before one are the same, and of a kind of which many may follow."""
    return i > 1 and kinds[i] == kinds[i - 1] == kinds[i - 2] and kinds[i][2] in _REPEATED


@lru_cache(maxsize=4096)
def _asked(source: str) -> tuple[int, ...]:
    """The empty lines before each other line, once black has laid out a module."""
    found: list[int] = []
    blank = 0
    for line in black(source).removesuffix("\n").split("\n"):
        if line:
            found.append(blank)
        blank = 0 if line else blank + 1
    if len(found) != sum(map(bool, source.split("\n"))):
        raise UnknownForm
    return tuple(found)
