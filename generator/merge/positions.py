"""Where in a JSON text something stands."""

from collections.abc import Sequence

from generator.diagnostics.json_text import walk


def line_of(text: str, steps: Sequence[str | int]) -> int:
    """The line, from 1, on which a member's key or a list's element begins; 0 if there is none.

    Args:
        text: valid JSON.
        steps: the keys and numbers that lead there.
    """
    wanted = tuple(steps)
    starts = (start for way, (start, _) in walk(text) if way == wanted)
    start = next(starts, None)
    return 0 if start is None else text.count("\n", 0, start) + 1
