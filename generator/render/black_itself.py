"""The one place that calls black, for a whole module or for one logical line of it.

Black lays each logical line out by itself: of the others it looks only at their kinds and depths,
to set empty lines. So a line in blocks that hold nothing else is laid out as in its module.
"""

from functools import cache
from typing import TYPE_CHECKING

from generator.render import learnt
from generator.render.docstring import WIDTH
from generator.render.logical_lines import Logical

if TYPE_CHECKING:
    from black.mode import Mode

OLDEST = (3, 11)
"""The oldest Python that runs generated files."""
ENDLESS = 100_000
"""A line length in which everything fits: only what must be split is."""


def black(source: str, width: int = WIDTH) -> str:
    """A module as black lays it out."""
    known = learnt.layout((width, source))
    if known is not None:
        return known
    # Takes longer to import than all the rest, and only Python files need it.
    from black import format_str

    made = format_str(source, mode=_mode(width))
    learnt.learn_layout((width, source), made)
    return made


@cache
def _mode(width: int) -> "Mode":
    from black.mode import Mode, TargetVersion

    oldest = TargetVersion[f"PY{OLDEST[0]}{OLDEST[1]}"]
    return Mode(target_versions={oldest}, line_length=width)


def black_line(line: Logical, *, documents: bool, width: int = WIDTH) -> str:
    """One logical line as black lays it out, with its indentation.

    Args:
        line: the line.
        documents: whether it is the docstring of what it is in.
        width: how long a line may be.
    """
    above, below = _around(line, documents)
    source = "".join(f"{each}\n" for each in (*above, "    " * line.depth + line.text, *below))
    made = black(source, width).split("\n")[len(above) : -len(below) - 1]
    return "\n".join(made).strip("\n")


def _around(line: Logical, documents: bool) -> tuple[list[str], list[str]]:
    """What has to stand above and below a line so that it is a module."""
    indent = "    " * line.depth
    block = "def f():" if documents else "if a:"
    above = ["    " * depth + block for depth in range(line.depth)]
    below = [f"{indent}    pass"] if line.opens_block else []
    if line.word == "#":
        below = [f"{indent}a"]
    if line.word in ("elif", "else"):
        above += [f"{indent}if a:", f"{indent}    pass"]
    elif line.word in ("except", "finally"):
        above += [f"{indent}try:", f"{indent}    pass"]
    elif line.word == "try":
        below += [f"{indent}finally:", f"{indent}    pass"]
    elif line.word == "@":
        below = [f"{indent}def f():", f"{indent}    pass"]
    elif line.is_text and not documents:
        above.append(f"{indent}a")
    return above, below
