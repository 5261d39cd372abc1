"""Python templates give modules in which every value is one literal, laid out by black."""

import ast
import io
import subprocess
import sys
import tokenize
import unicodedata
from pathlib import Path

import black
import pytest
from black.mode import Mode, TargetVersion
from hypothesis import given, settings

from generator.render import TemplateFault, Templates
from generator.render.marks import Rendered, placeholder
from generator.render.python_language import literal, module
from tests.render.rendering import data, fault, render, steady, templates, texts

MODE = Mode(target_versions={TargetVersion.PY311}, line_length=88)

EVERY_PLACE = {
    "part.py.j2": "included = {{ value }}\n",
    "macros.py.j2": (
        "{% macro item(key, value) %}{ {{ key }}: {{ value }} }{% endmacro %}\n"
        "{% macro around(value) %}[{{ value }}, {{ caller() }}, {{ caller() }}]{% endmacro %}\n"
    ),
    "all.py.j2": """\
# Made from specs/{{ "a_b"|name }}.yaml
{% from "macros.py.j2" import item, around %}
{% import "macros.py.j2" as macros %}
{% set made %}{{ value }}{% endset %}
plain = {{ value }}
typed: object = {{ [value, {key: value}] }}
call = dict(
    a={{ value }},
    b=item({{ value }}, {{ key }}),
)
both = {{ made }}, {{ made }}
macro = {{ item(key, value) }}, {{ macros.item(key=key, value=value) }}
{% include "part.py.j2" %}
block = {% call around(value) %}{{ value }}{% endcall %}

rows = [
    {% for one in [value, value] %}
    ({{ one }}, {{ loop.index }}),
    {% endfor %}
]


def read_{{ "a_b"|name }}(x={{ value }}, *, y=({{ value }})):
    if x == {{ value }}:
        return {{ value }}
    return f"{x}" + {{ key }}
""",
}


def literals(source: str) -> dict[str, list[object]]:
    """What is written in a module, by its names: read by `ast` alone."""
    found: dict[str, list[object]] = {}
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(keywords=[a, b])):
                inner = b.value
                assert isinstance(inner, ast.Call)
                found[name] = [ast.literal_eval(part) for part in (a.value, *inner.args)]
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = [ast.literal_eval(value)]
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = [ast.literal_eval(value)]
            case ast.FunctionDef(
                name=name, args=args, body=[ast.If() as branch, ast.Return() as end]
            ):
                compared, returned, added = branch.test, branch.body[0], end.value
                assert isinstance(compared, ast.Compare)
                assert isinstance(returned, ast.Return)
                assert isinstance(added, ast.BinOp)
                parts = [*args.defaults, *args.kw_defaults, *compared.comparators]
                parts += [returned.value, added.right]
                found[name] = [ast.literal_eval(part) for part in parts if part]
    return found


@pytest.fixture(scope="module")
def every_place(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return templates(tmp_path_factory.mktemp("python"), EVERY_PLACE)


@settings(steady, max_examples=40)
@given(key=texts, value=data)
def test_a_value_is_itself_in_every_place(every_place: Templates, key: str, value: object) -> None:
    source = every_place.python("all.py.j2", key=key, value=value)
    assert repr(literals(source)) == repr(
        {
            "plain": [value],
            "typed": [[value, {key: value}]],
            "call": [value, value, key],
            "both": [(value, value)],
            "macro": [({key: value}, {key: value})],
            "included": [value],
            "block": [[value, value, value]],
            "rows": [[(value, 1), (value, 2)]],
            "read_a_b": [value, value, value, value, key],
        }
    )
    assert source.startswith("# Made from specs/a_b.yaml\n")
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    assert black.format_str(source, mode=MODE) == source


@steady
@given(value=data)
def test_a_literal_reads_back(value: object) -> None:
    text = literal(value)  # type: ignore[arg-type]  # what is drawn is plain
    assert repr(ast.literal_eval(text)) == repr(value)
    assert not {unicodedata.category(character) for character in text} & {"Cc", "Co", "Zl", "Zp"}


@settings(steady, max_examples=60)
@given(value=texts)
def test_quotes_are_the_ones_that_black_chooses(value: str) -> None:
    source = f"x = {literal(value)}\n"
    assert strings(black.format_str(source, mode=MODE)) == strings(source)


def strings(source: str) -> list[str]:
    """The string literals of a module, as they are written."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.STRING]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("a" * 200, None),
        ("a " * 38, None),
        ("a " * 38 + "b", ['"' + "a " * 35 + '"', '"a a a b"']),
        (
            "one line\n" + "a" * 80 + "\n\nlast",
            [r'"one line\n"', f'"{"a" * 80}\\n"', r'"\n"', '"last"'],
        ),
        ('say "' + "a " * 40, ["'say \"" + "a " * 32 + "'", '"' + "a " * 8 + '"']),
    ],
)
def test_long_text_is_broken_between_words(
    tmp_path: Path, value: str, lines: list[str] | None
) -> None:
    source = render(tmp_path, "t.py.j2", "def f():\n    g(x={{ value }})", value=value)
    assert strings(source) == (lines or [literal(value)])
    if lines:
        printed = [line.strip() for line in source.splitlines()]
        assert printed[printed.index("x=(") + 1 : -2] == lines


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", '"it\'s"'),
        ('say "x"', "'say \"x\"'"),
        ("'\"", '"\'\\""'),
        ("a\nb\t\\", '"a\\nb\\t\\\\"'),
        (
            "\x00\x7f\x85\u2028\ufeff\ue000\U0010ffff",
            '"\\x00\\x7f\\x85\\u2028\\ufeff\\ue000\\U0010ffff"',
        ),
        ("é日本😀", '"é日本😀"'),
        (1e16, "1e16"),
        (1e-7, "1e-07"),
        (-0.0, "-0.0"),
        (True, "True"),
        (None, "None"),
        ((1,), "(1,)"),
        ((), "()"),
        ([(1, 2), {"a": []}], '[(1, 2), {"a": []}]'),
        ({1: "a", None: 2.5}, '{1: "a", None: 2.5}'),
    ],
)
def test_literals_look_as_written_by_hand(tmp_path: Path, value: object, text: str) -> None:
    assert literal(value) == text  # type: ignore[arg-type]  # these are plain
    assert render(tmp_path, "t.py.j2", "x = {{ value }}", value=value) == f"x = {text}\n"


def test_long_values_are_laid_out(tmp_path: Path) -> None:
    value = {"first": ["a" * 30, "b" * 30], "second": "c" * 30}
    assert render(tmp_path, "t.py.j2", "x = {{ value }}", value=value) == (
        'x = {\n    "first": ["' + "a" * 30 + '", "' + "b" * 30 + '"],\n'
        '    "second": "' + "c" * 30 + '",\n}\n'
    )


PLACE = "a value can only stand where Python takes an expression"
OPERAND = "nothing can be done with a value where it stands"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\nx = f{{ v }}", 2, "a word or a quote touches"),
        ("x = f{% if true %}{{ v }}{% endif %}", 1, "a word or a quote touches"),
        ('x = "a"{{ v }}', 1, "a word or a quote touches"),
        ('x = {{ v }}"a"', 1, "a word or a quote touches"),
        ("x = {{ v }}{{ v }}", 1, "a word or a quote touches"),
        ('x = f{% if true %}"{x}"{% endif %}', 1, "a word or a quote touches"),
        ("x = 1{% if true %}2{% endif %}", 1, "a word or a quote touches"),
        ("x = 1 if {{ v }}else 2", 1, "a word or a quote touches"),
        ("{% macro m() %}{{ v }}{% endmacro %}x = a{{ m() }}", 1, "a word or a quote touches"),
        ("{{ v }} = 1", 1, PLACE),
        ("x = 1\n{{ v }}: int = 1", 2, PLACE),
        ("for {{ v }} in x: pass", 1, PLACE),
        ("def f({{ v }}): pass", 1, PLACE),
        ("f({{ v }}=1)", 1, PLACE),
        ("import {{ v }}", 1, PLACE),
        ("x.{{ v }}", 1, PLACE),
        ("global {{ v }}", 1, PLACE),
        ("match x:\n    case {{ v }}: pass", 2, PLACE),
        ("match x:\n    case {{ v }}(): pass", 2, OPERAND),
        ("x = {{ n }} ** 2", 1, OPERAND),
        ("x = {{ n }}.real", 1, OPERAND),
        ("x = {{ v }}[0]", 1, OPERAND),
        ("x = {{ v }}()", 1, OPERAND),
        ("async def f():\n    await {{ v }}", 2, OPERAND),
        ("{{ v }}", 1, "a value is no statement"),
        ("def f():\n    {{ v }}", 2, "a value is no statement"),
        ("x = 1\nif x\n    y = 2", 2, "the output is not Python (expected ':'): if x"),
        ("x = 1\n\nreturn = {{ v }}", 3, 'the output is not Python (invalid syntax): return = "'),
        ('x = "a" {{ v }}', 1, "the output is not Python (invalid syntax)"),
        ("x = 1\n  y = 2", 2, "the output is not Python (unexpected indent): y = 2"),
    ],
)
def test_a_value_stands_where_an_expression_stands(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    found = fault(tmp_path, "t.py.j2", text, v="{x}", n=-1)
    assert (found.template, found.line) == ("t.py.j2", line)
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = -{{ n }}", "x = --1\n"),
        ("x = 2 ** {{ n }}", "x = 2**-1\n"),
        ("x = a -{{ n }}", "x = a - -1\n"),
        ("x = f(*{{ [1] }}, **{{ {'a': 1} }})", 'x = f(*[1], **{"a": 1})\n'),
        ("x = a[{{ n }}:{{ n }}]", "x = a[-1:-1]\n"),
        ("@f({{ n }})\ndef g(): ...", "@f(-1)\ndef g(): ...\n"),
        ("x = {{ n }} if {{ n }} else {{ n }}", "x = -1 if -1 else -1\n"),
    ],
)
def test_an_expression_may_hold_values(tmp_path: Path, text: str, expected: str) -> None:
    assert render(tmp_path, "t.py.j2", text, n=-1) == expected


def test_no_value_is_put_into_an_f_string() -> None:
    """A template with such a place is refused when it is loaded; this is the second door."""
    value = placeholder("l", '"it"')
    assert module(Rendered("t.py.j2", f"x = {value}", "")) == 'x = "it"\n'
    with pytest.raises(TemplateFault, match=PLACE):
        module(Rendered("t.py.j2", f'x = f"{{{value}}}"', ""))


def test_json_and_yaml_do_without_black() -> None:
    program = "import sys, generator.render; sys.exit('black' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
