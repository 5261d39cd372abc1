"""Texts that break things that are put together carelessly, and ways to break a file with them."""

from collections.abc import Callable

from hypothesis import strategies as st

NASTY = (
    "",
    "null",
    "~",
    "yes",
    "0o17",
    "1e999",
    "-.inf",
    ".nan",
    "9" * 30,
    "2026-02-30T00:00:00Z",
    "'",
    '"',
    "''",
    '"\\x00"',
    '"\\ud800"',
    "'it''s'",
    "{",
    "}",
    "[",
    "[]",
    "{}",
    "{{ x }}",
    "{% raw %}",
    "${{ inputs.a }}",
    "@",
    "@{",
    '"@"',
    '"@{"',
    '"@@{x"',
    '"@pipeline()"',
    '"@{pipeline().parameters[\'"',
    "\"@concat('a'\"",
    "'[concat(1)]'",
    "-",
    "- -",
    "--model",
    "?",
    "? a",
    ":",
    ": :",
    "#",
    "a #b",
    "|",
    ">-",
    "%",
    "`",
    "!",
    "!!python/object:os.system x",
    "&a",
    "*a",
    "&a *a",
    "<<: *a",
    "<<",
    "a: b: c",
    "\t",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\x85",
    "\x00",
    "\x1b[31m",
    "日本語",
    "é" * 300,
    "..",
    "../../x",
    "/etc/passwd",
    "C:\\x",
    "__class__",
    "import",
    "lambda",
    "a\\",
    '"\\N"',
    "---",
    "...",
    "$(id)",
    "a;b",
)

Lines = list[str]
Change = Callable[[Lines, int, str], Lines]


def _instead(lines: Lines, i: int, new: str) -> Lines:
    return [*lines[:i], new, *lines[i + 1 :]]


def _value(line: str, value: str) -> str:
    """A line with another value behind its first ':', or another item in place of it."""
    head, colon, _ = line.partition(":")
    return f"{head}: {value}" if colon else value


CHANGES: tuple[Change, ...] = (
    lambda lines, i, _: lines[:i] + lines[i + 1 :],
    lambda lines, i, _: [*lines[: i + 1], lines[i], *lines[i + 1 :]],
    lambda lines, i, new: [*lines[:i], new, *lines[i:]],
    lambda lines, i, new: _instead(lines, i, new),
    lambda lines, i, new: _instead(lines, i, _value(lines[i], new)),
    lambda lines, i, new: _instead(lines, i, lines[i].replace(": ", f": {new}", 1)),
    lambda lines, i, new: _instead(lines, i, lines[i] + new),
    lambda lines, i, new: _instead(lines, i, lines[i].replace("}", new + "}", 1)),
    lambda lines, i, new: _instead(lines, i, lines[i].replace("'", new, 1)),
    lambda lines, i, _: _instead(lines, i, "  " + lines[i]),
    lambda lines, i, _: _instead(lines, i, lines[i].removeprefix("  ")),
    lambda lines, i, _: _instead(lines, i, lines[i][: len(lines[i]) // 2]),
    lambda lines, i, _: lines[:i],
)


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """A text with some of its lines changed."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        if lines:
            change = draw(st.sampled_from(CHANGES))
            lines = change(lines, draw(st.integers(0, len(lines) - 1)), draw(_NEW))
    return "\n".join(lines)


_NEW = st.sampled_from(NASTY) | st.text(max_size=20)
_KEYS = st.sampled_from(
    ["version", "name", "parameters", "data", "steps", "aml", "sdk", "type", "default", "<<", "é"]
)
_SCALARS = st.sampled_from(NASTY) | st.integers().map(str) | st.floats().map(str)
YAML = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
    | st.dictionaries(_KEYS, inner, max_size=4).map(
        lambda items: "{" + ", ".join(f"{name}: {value}" for name, value in items.items()) + "}"
    ),
    max_leaves=12,
)
"""Text that is YAML more often than not."""
