"""What is laid out without black is laid out as black does it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.black_itself import black
from generator.render.blank_lines import blank_lines
from generator.render.logical_lines import UnknownForm, logical_lines
from generator.render.splitting import split_line
from tests.render.rendering import steady

LENGTHS = st.sampled_from([1, 2, 5, 9, 17, 30, 44, 60, 80, 90])
NAMES = st.builds(str.__mul__, st.sampled_from("abcxyz"), LENGTHS)
TEXTS = st.builds(
    '"{}"'.format,
    st.builds(
        str.__mul__,
        st.sampled_from(["a", "), ", "=[", "{: ", "\\n", "'", "# "]),
        st.integers(0, 40),
    ),
)
WORDS = NAMES | TEXTS | st.sampled_from(["1.5", "-7", "1e-05", "True", "a.b", "a.b.c"])
PARTS = st.lists(LENGTHS, min_size=2, max_size=3).map(
    lambda lengths: "(" + " ".join(f'"{"w" * length}"' for length in lengths) + ")"
)


def bracketed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Calls and displays of some items."""
    some = st.lists(inner, min_size=1, max_size=3).map(", ".join)
    several = st.lists(inner, min_size=2, max_size=3).map(", ".join)
    values = st.lists(inner | PARTS, min_size=1, max_size=3)
    keywords = values.map(lambda each: ", ".join(f"k{i}={v}" for i, v in enumerate(each)))
    pairs = st.lists(st.builds("{}: {}".format, TEXTS, inner), min_size=1, max_size=3)
    return (
        st.builds("{}({})".format, NAMES, some | keywords)
        | some.map("[{}]".format)
        | several.map("({})".format)
        | pairs.map(", ".join).map("{{{}}}".format)
    )


ITEMS = st.recursive(WORDS, bracketed, max_leaves=8)
BLOCKS = st.sampled_from(["", "if a:\n    "])


def split(line: str) -> str | None:
    try:
        return split_line(line)
    except UnknownForm:
        return None


@steady
@given(BLOCKS, NAMES, ITEMS | PARTS)
def test_an_assignment_is_split_as_black_splits_it(block: str, name: str, value: str) -> None:
    above, _, indent = block.rpartition("\n")
    line = f"{indent}{name} = {value}"
    assert split(line) in (None, black(f"{above}\n{line}\n").split("a:\n")[-1].strip("\n"))


@steady
@given(BLOCKS, st.sampled_from(["f()", "[]", "{}"]), NAMES, TEXTS, ITEMS)
def test_an_item_is_split_as_black_splits_it(
    block: str, around: str, name: str, text: str, item: str
) -> None:
    key = {"f()": f"{name}=", "[]": "", "{}": f"{text}: "}[around]
    indent = " " * (len(block) and 4)
    line = f"{indent}    {key}{item},"
    found = split(line)
    if found is not None:
        first, last = f"{block}x = {around[:-1]}\n", f"\n{indent}{around[-1]}\n"
        assert black(first + line + last) == first + found + last


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ('x = f("{a}", y="{a}")', 4),
        ('@f(y="{a}", z="{a}")', 4),
        ('x = ("{a}" "{a}")', 4),
        ('    f("{a}", "{a}"),', 4),
        ('    x=("{a}" "{a}"),', 4),
        ('    fffffffff(("{a}", 1), x=[1, 2]),', 3),
        ("# {a} {a}", 1),
        ('x = "{a}{a}"', 1),
    ],
)
def test_these_forms_are_known(line: str, lines: int) -> None:
    text = line.format(a="a" * 60)
    assert split_line(text).count("\n") + 1 == lines


@pytest.mark.parametrize("line", ["x = {} + {}", "x = {}.f().g({})", "    f({} if {} else b),"])
def test_what_black_has_to_weigh_is_left_to_it(line: str) -> None:
    with pytest.raises(UnknownForm):
        split_line(re.sub(r"\{\}", "a" * 60, line))


DEFINITIONS = st.sampled_from(
    [
        "a\n",
        "import a\n",
        "# a\n",
        "# a\n@a\ndef f():\n    a\n",
        "@a\nclass A:\n    b: int\n    c: int\n\n    def f(self):\n        return 1\n",
        'def f():\n    """a"""\n    def g():\n        a\n    a\n',
        'class A:\n    """a"""\n\n    b: int\n',
        "if a:\n    def f():\n        a\nelse:\n    a\n",
        "for a in a:\n    import a\n    a\n",
        "def f():\n    # a\n    a\n",
    ]
)


@steady
@given(
    st.sampled_from(["", '"""a"""\n', "# a\n"]),
    st.lists(st.tuples(st.integers(0, 4), DEFINITIONS), min_size=1, max_size=6),
)
def test_empty_lines_are_set_as_black_sets_them(
    head: str, definitions: list[tuple[int, str]]
) -> None:
    text = head + "".join("\n" * blank + each for blank, each in definitions) + "a\n"
    lines = logical_lines(text)
    laid_out = [
        "\n" * blank + "    " * line.depth + line.text + "\n"
        for line, blank in zip(lines, blank_lines(lines), strict=True)
    ]
    assert "".join(laid_out) == black(text)
