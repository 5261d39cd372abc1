"""How many empty lines black sets before each logical line of a module.

It looks at the kind of the lines, at their depth and at the empty lines that are there, never at
what else they say (`EmptyLineTracker` of black). So black is asked about a module of the same
kinds of lines; and since a third of three alike changes nothing for it, two are enough.
"""

from collections.abc import Sequence
from functools import lru_cache

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
_REPEATED = frozenset({"a", "import a"})


def blank_lines(lines: Sequence[Logical]) -> list[int]:
    """The number of empty lines before each line of a module, as black wants it."""
    kinds = [(min(line.blank, _MOST), line.depth, _kind(line)) for line in lines]
    kept = [i for i, kind in enumerate(kinds) if not _is_third(kinds, i)]
    asked = "".join(
        "\n" * blank + "    " * depth + word + "\n"
        for blank, depth, word in (kinds[i] for i in kept)
    )
    answers = dict(zip(kept, _asked(asked), strict=True))
    found: list[int] = []
    for i in range(len(lines)):
        found.append(answers[i] if i in answers else found[-1])
    return found


def _kind(line: Logical) -> str:
    """A line of the same kind, in one physical line."""
    if line.is_text:
        return '"""a"""'
    return _STANDS_FOR.get(line.word, "a")


def _is_third(kinds: Sequence[tuple[int, int, str]], i: int) -> bool:
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
