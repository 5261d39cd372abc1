"""A Docstring is its text, out of which nothing can break."""

import ast
from inspect import cleandoc
from pathlib import Path

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import Docstring, Templates
from generator.render.docstring import docstring_source
from tests.render.rendering import fault, render, steady, templates, texts

MODULE = """\
{{ text }}

x = 1


class C:
    {{ text }}

    y = 2

    def f(self):
        {{ text }}
        return 3
"""
MODE = Mode(target_versions={TargetVersion.PY311}, line_length=88)


def docstrings(source: str) -> list[str | None]:
    """The three docstrings of the module, as they are written."""
    module = ast.parse(source)
    assert [type(node) for node in module.body] == [ast.Expr, ast.Assign, ast.ClassDef]
    inner = module.body[2]
    assert isinstance(inner, ast.ClassDef)
    assert [type(node) for node in inner.body] == [ast.Expr, ast.Assign, ast.FunctionDef]
    function = inner.body[2]
    assert isinstance(function, ast.FunctionDef)
    assert [type(node) for node in function.body] == [ast.Expr, ast.Return]
    return [ast.get_docstring(node) for node in (module, inner, function)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return templates(tmp_path_factory.mktemp("docstring"), {"m.py.j2": MODULE})


lines = st.lists(
    st.one_of(texts, st.sampled_from(["", "    ", "Args:", "    x: y", "- z", "word " * 30])),
    max_size=6,
)


@settings(steady, max_examples=150)
@given(text=lines.map("\n".join))
def test_nothing_breaks_out_and_no_word_is_lost(made: Templates, text: str) -> None:
    source = made.python("m.py.j2", text=Docstring(text))
    assert [(found or "").split() for found in docstrings(source)] == [text.split()] * 3
    assert black.format_str(source, mode=MODE) == source


ordinary = st.one_of(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12),
    st.text("\"\\'x", min_size=1, max_size=4),
)


@settings(steady, max_examples=100)
@given(text=st.lists(st.lists(ordinary, max_size=4).map(" ".join), max_size=6).map("\n".join))
def test_text_that_fits_is_kept_to_the_letter(made: Templates, text: str) -> None:
    found = docstrings(made.python("m.py.j2", text=Docstring(text)))
    assert found == [cleandoc(text)] * 3


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Short.", '"""Short."""\n'),
        ("", '""""""\n'),
        ('It says """x""".', '"""It says \\"\\"\\"x\\"\\"\\"."""\n'),
        ('"Quoted"', '"""\\"Quoted\\x22"""\n'),
        ('"', '"""\\x22"""\n'),
        ('\\"', '"""\\\\\\x22"""\n'),
        ('"a"\n"b"', '"""\\"a"\n"b"\n"""\n'),
        ("ends with \\", '"""ends with \\\\"""\n'),
        ("a\x00b\u202ec\x1bd", '"""a\\x00b\\u202ec\\x1bd"""\n'),
        ("a\tb\u3000c\u2028d", '"""a   b c\nd\n"""\n'),
        ("One.\n\nTwo.\n  more\n", '"""One.\n\nTwo.\n  more\n"""\n'),
        ("word " * 18, '"""word' + " word" * 16 + "\nword\n" + '"""\n'),
        ("w" * 82, '"""' + "w" * 82 + '"""\n'),
        ("w" * 200, '"""' + "w" * 200 + '"""\n'),
        ("w " + "w" * 81, '"""w\n' + "w" * 81 + '\n"""\n'),
        (
            "Args:\n    x: " + "long " * 18 + "\n  - " + "item " * 18 + "\nend",
            '"""Args:\n    x:' + " long" * 16 + "\n        long long\n"
            "  -" + " item" * 17 + '\n    item\nend\n"""\n',
        ),
    ],
)
def test_docstrings_look_as_written_by_hand(tmp_path: Path, text: str, source: str) -> None:
    assert render(tmp_path, "t.py.j2", "{{ text }}", text=Docstring(text)) == source


def test_room_is_measured_from_where_the_docstring_stands(tmp_path: Path) -> None:
    source = render(
        tmp_path, "t.py.j2", "class C:\n    {{ text }}", text=Docstring("word " * 16 + "words")
    )
    assert source == ('class C:\n    """word' + " word" * 15 + '\n    words\n    """\n')


def test_a_docstring_behind_an_attribute_is_laid_out_too(tmp_path: Path) -> None:
    """Black leaves it as it is."""
    source = render(tmp_path, "t.py.j2", "x = 1\n{{ doc }}", doc=Docstring("\n\n  a\n b\n"))
    assert source == 'x = 1\n"""a\nb\n"""\n'


def test_there_is_always_room_for_some_words() -> None:
    lines = docstring_source("word " * 8, column=100).split("\n")
    assert [line.strip() for line in lines] == [
        '"""word word word word',
        "word word word word",
        '"""',
    ]


@pytest.mark.parametrize(
    "text", ["x = {{ doc }}", "def f(): {{ doc }}", "f({{ doc }})", "x = 1; {{ doc }}"]
)
def test_a_docstring_is_a_statement(tmp_path: Path, text: str) -> None:
    found = fault(tmp_path, "t.py.j2", text, doc=Docstring("x"))
    assert found.message.startswith("a Docstring stands on a line of its own")


def test_elsewhere_a_docstring_is_text(tmp_path: Path) -> None:
    doc = Docstring('"x"')
    assert render(tmp_path, "t.json.j2", "{{ doc }}", doc=doc) == '"x"'
    assert render(tmp_path, "t.yml.j2", "{{ doc }}", doc=doc) == '"\\"x\\""'
    assert render(tmp_path, "t.py.j2", "x = {{ [doc] }}", doc=doc) == "x = ['\"x\"']\n"


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    found = fault(tmp_path, "t.py.j2", "\n{{ doc }}", doc=Docstring("a\udc00"))
    assert found.line == 2
    assert "half a character" in found.message
