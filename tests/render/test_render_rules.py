"""What a template may not do: each known way round the encoding is closed."""

from pathlib import Path

import pytest
import yaml

from generator.render import TemplateFault, Templates
from generator.render.check import FILTERS
from generator.render.engine import Engine
from generator.render.json_language import JSON
from generator.render.python_language import PYTHON
from tests.render.rendering import fault, render, templates

X = '{",1,": 0} {{ y }}'
LANGUAGES = ("t.json.j2", "t.py.j2", "t.yml.j2")
MACRO = "{% macro m(x) %}{{ x }}{% endmacro %}"
NOTHING_BUT_PRINT = "text that a macro or a set block made can only be printed by itself"


@pytest.mark.parametrize(
    "text",
    [
        MACRO + "{{ m(x) }}",
        "{% set made %}{{ x }}{% endset %}{{ made }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
        "{% for one in [x] recursive %}{{ one }}{% endfor %}",
        "{% for one in [[x]] recursive %}{{ one if one is string else loop(one) }}{% endfor %}",
        MACRO + "{% macro outer(y) %}{{ m(y) }}{% endmacro %}{{ outer(x) }}",
        MACRO + "{{ m(x) if true else x }}",
        MACRO + "{% set made %}{{ m(x) }}{% endset %}{{ made if made is not none else 1 }}",
        MACRO + "{{ [m][0](x) }}",
        '{{ "" + x }}',
        "{{ [x]|first }}",
        "{{ ({1: x}|items|first)[1] }}",
    ],
)
def test_a_value_is_encoded_once(tmp_path: Path, text: str) -> None:
    assert render(tmp_path, "t.json.j2", text, x=X) == X
    assert yaml.safe_load(str(render(tmp_path, "t.yml.j2", text, x=X))) == X


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% block b %}{{ x }}{% endblock %}", "a template cannot use Block; use a macro"),
        ('{% extends "t.json.j2" %}', "a template cannot use Extends; use a macro"),
        ("{% filter upper %}{{ x }}{% endfilter %}", "a template cannot use FilterBlock"),
        ("{% with y = x %}{{ y }}{% endwith %}", "a template cannot use With; use set"),
        ("{% autoescape true %}{{ x }}{% endautoescape %}", "a template cannot use"),
        ("{% set y | upper %}{{ x }}{% endset %}", "a set block cannot be filtered"),
        ("{% set ns.y = x %}", "a template cannot use NSRef"),
        ("{{ x ~ x }}", "a template cannot use Concat; join text with +"),
        (MACRO + "{{ m(x) ~ x }}", "a template cannot use Concat; join text with +"),
        ('{{ "%s" % x }}', "a template cannot use Mod"),
        ("{{ x * 2 }}", "a template cannot use Mul"),
        ("{{ x if true }}", "an inline if needs an else"),
        ("{% include name %}", "only a fixed template can be read here"),
        ('{% include ["t.json.j2"] %}', "only a fixed template can be read here"),
        ('{% include "t.py.j2" %}', "only a fixed template can be read here"),
        ('{% import "t.yml.j2" as t %}', "only a fixed template can be read here"),
        ('{% from "t" + ".json.j2" import t %}', "only a fixed template can be read here"),
        ('{% include "t.json.j2" ignore missing %}', "an include must be there"),
        ('{% include "t.json.j2" without context %}', "an include must be there"),
        ("{{ x is defined }}", "there is no test 'defined'; use one of boolean, "),
        ("{{ x is callable }}", "there is no test 'callable'"),
        ('{{ x|name + "a" }}', "the filter name is the last thing done to a value"),
        ("{{ [x|name] }}", "the filter name is the last thing done to a value"),
        ("{% set y = x|name %}", "the filter name is the last thing done to a value"),
        (MACRO + "{{ m(x|name) }}", "the filter name is the last thing done to a value"),
        ("{% do x %}", "Encountered unknown tag 'do'"),
        ("{% if x %}", "Unexpected end of template"),
    ],
)
def test_constructs_that_print_past_the_encoder_are_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    found = fault(tmp_path, "t.json.j2", "\n" + text)
    assert (found.template, found.line) == ("t.json.j2", 2)
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    "name",
    [
        *("safe", "escape", "e", "forceescape", "urlize", "tojson", "string", "format", "join"),
        *("replace", "default", "map", "select", "attr", "indent", "xmlattr", "pprint", "random"),
    ],
)
def test_filters_that_make_text_are_refused(tmp_path: Path, name: str) -> None:
    for template in LANGUAGES:
        found = fault(tmp_path, template, f"{{% if false %}}{{{{ x|{name} }}}}{{% endif %}}", x=X)
        assert found.message == (
            f"there is no filter {name!r}; use one of {', '.join(sorted((*FILTERS, 'name')))}"
        )


@pytest.mark.parametrize(
    "text",
    [
        *("{{ m(x) + x }}", "{{ x + m(x) }}", "{{ m(x) + m(x) }}", "{{ m(x)|length }}"),
        *("{{ m(x)|first }}", "{{ m(x)|sort }}", "{{ m(x) == x }}"),
        *("{{ m(x) != x }}", "{{ m(x) < x }}", "{{ x > m(x) }}", "{{ x in m(x) }}"),
        *("{{ m(x) in [x] }}", "{{ {m(x): 1} }}", "{{ not m(x) }}", "{{ m(x) and x }}"),
        *("{% if m(x) %}{% endif %}", "{% for c in m(x) %}{% endfor %}", "{{ 1 if m(x) else 2 }}"),
        "{{ m(x)|text }}",
    ],
)
def test_text_of_a_template_is_no_value(tmp_path: Path, text: str) -> None:
    made = templates(tmp_path, {"t.json.j2": MACRO + text}, filters={"text": str})
    with pytest.raises(TemplateFault, match=NOTHING_BUT_PRINT):
        made.json("t.json.j2", x=X)


@pytest.mark.parametrize("text", ["{{ [m(x)] }}", "{{ {x: m(x)} }}", "{{ m }}", "{{ [range] }}"])
def test_what_is_no_data_is_no_part_of_data(tmp_path: Path, text: str) -> None:
    found = fault(tmp_path, "t.json.j2", MACRO + text, x=X)
    assert "is no data" in found.message


@pytest.mark.parametrize(
    "text",
    [
        *("{{ f(x) }}", "{{ x.upper() }}", "{{ x.format(1) }}", "{{ [x].append(1) }}"),
        *("{{ [x].count(x) }}", "{% call f(x) %}{% endcall %}", "{% call range(3) %}{% endcall %}"),
        "{% for one in [x] recursive %}{% call loop([]) %}{% endcall %}{% endfor %}",
        *("{{ c.method() }}", "{{ c() }}"),
    ],
)
def test_only_macros_are_called(tmp_path: Path, text: str) -> None:
    class C:
        def method(self) -> str:
            return "1"

    found = fault(tmp_path, "t.json.j2", text, x=X, f=lambda x: x, c=C)
    assert found.message.startswith("a template cannot call a ")


NOT_THERE = "undefined|has no|No first|no previous|not provided|No caller|not export|unsafe"


@pytest.mark.parametrize(
    "text",
    [
        *("{{ nope }}", "{{ [nope] }}", "{{ {'a': [1, nope]} }}", "{{ {nope: 1} }}"),
        *("{{ x.nope }}", "{{ x['nope'] }}", "{{ d.nope }}", "{{ d['nope'] }}", "{{ d[nope] }}"),
        *("{{ [] | first }}", "{{ [1][7] }}", "{{ 1 if nope else 2 }}", "{{ nope == 1 }}"),
        *(
            "{{ [nope] == [nope] }}",
            "{{ [nope]|length }}",
            "{{ nope is none }}",
            '"{{ nope|name }}"',
        ),
        *("{% if nope %}{% endif %}", "{% if [nope] %}{% endif %}", "{{ not nope }}"),
        *("{% for a in nope %}{% endfor %}", "{% for a in [] %}{% else %}{{ nope }}{% endfor %}"),
        *("{% for a in [1] if nope %}{% endfor %}", "{% set a = nope %}", "{{ range(nope) }}"),
        *("{% for a in [1] %}{{ loop.previtem }}{% endfor %}", "{{ loop }}", "{{ nope() }}"),
        *(
            "{% macro m(a) %}{% endmacro %}{{ m() }}",
            "{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}",
        ),
        *("{% macro m(a=nope) %}{% endmacro %}{{ m() }}", '{% from "n.json.j2" import nope %}'),
        *('{% import "n.json.j2" as n %}{{ n.nope }}', "{{ nope if false else nope }}"),
        *(
            "{% if false %}{% set a = 1 %}{% endif %}{{ a }}",
            "{{ d.__class__ }}",
            "{{ x.__len__ }}",
        ),
        *("{{ x[0].__class__ }}", "{{ cycler }}", "{{ lipsum }}", "{{ namespace }}", "{{ dict }}"),
    ],
)
def test_what_is_not_there_is_an_error_wherever_it_is_named(tmp_path: Path, text: str) -> None:
    made = templates(tmp_path, {"n.json.j2": "", "t.json.j2": f"\n{text}"})
    with pytest.raises(TemplateFault, match=NOT_THERE) as caught:
        made.json("t.json.j2", x=X, d={"a": 1})
    assert (caught.value.template, caught.value.line) == ("t.json.j2", 2)


@pytest.mark.parametrize("key", ["items", "keys", "values", "get", "pop", "__class__", "copy"])
def test_a_key_of_a_mapping_is_never_its_method(tmp_path: Path, key: str) -> None:
    text = f"[{{{{ d.{key} }}}}, {{{{ d[key] }}}}]"
    assert render(tmp_path, "t.json.j2", text, d={key: 1}, key=key) == [1, 1]
    found = fault(tmp_path, "t.json.j2", "{{ d[key] }}", d={}, key=key)
    assert "has no" in found.message


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("t.json.j2", '["p-{{ x }}"]', 1),
        ("t.json.j2", '[\n"{% if x %}a{% endif %}"]', 2),
        ("t.json.j2", '[\n\n"a\\{{ "n"|name }}"]', 3),
        ("t.json.j2", '["\\u{{ "abcd"|name }}"]', 1),
        ("t.json.j2", "[\n{{ 'true'|name }}]", 2),
        ("t.json.j2", "[tr{% if x %}ue{% endif %}]", 1),
        ("t.json.j2", "[\nNaN]", 2),
        ("t.json.j2", "[1] // {{ x }}\n", 1),
        ("t.json.j2", '["a\nb"]', 1),
        ("t.json.j2", '{# a\nb #}\n"', 3),
        ("t.py.j2", 'y = "p-{{ x }}"', 1),
        ("t.py.j2", "y = 'p-{{ x }}'", 1),
        ("t.py.j2", "y = 1\ny = f'{ {{ x }} }'", 2),
        ("t.py.j2", 'y = """\n{{ x }}\n"""', 1),
        ("t.py.j2", "y = 1\n\ny = '''{% if x %}'''{% endif %}", 3),
        ("t.py.j2", "y = 1 # {{ x }}\n", 1),
        ("t.py.j2", "y = 1 # {% if x %}a{% endif %}\n", 1),
        ("t.py.j2", "y = 1\n# the end", 2),
        ("t.py.j2", 'y = "\\{{ "n"|name }}"', 1),
        ("t.py.j2", 'y = """\\x4{{ "a"|name }}"""', 1),
        ("t.py.j2", "y = {{ 'f'|name }}'{x}'", 1),
        ("t.py.j2", "y = x{{ 'f'|name }}'{x}'", 1),
        ("t.py.j2", "y = r{{ 'f'|name }}_'{x}'", 1),
        ("t.py.j2", "y = 1{{ 'e5'|name }}", 1),
        ("t.py.j2", "y = 1_{{ 'e5'|name }}", 1),
        ("t.py.j2", "y = no{{ 't'|name }} x", 1),
        ("t.py.j2", "y = {{ 'i'|name }}{{ 'f'|name }} x", 1),
        ("t.py.j2", "y = {{ 'N'|name }}one", 1),
        ("t.py.j2", "y = T{{ 'rue'|name }}", 1),
        ("t.py.j2", "y = 1 + \\\n 2", 1),
        ("t.py.j2", "y = rfb'x'", 1),
        ("t.py.j2", 'y = "a\n', 1),
        ("t.yml.j2", "y: '{{ x }}'", 1),
        ("t.yml.j2", 'y: 1\nz: ["{{ x }}"]', 2),
        ("t.yml.j2", "y: # {{ x }}\n", 1),
        ("t.yml.j2", "# {% if x %}\n1{% endif %}\n", 1),
        ("t.yml.j2", 'y: "\\{{ "n"|name }}"', 1),
        ("t.yml.j2", "y: n{{ 'o'|name }}", 1),
        ("t.yml.j2", "y: {{ 'n'|name }}ull", 1),
        ("t.yml.j2", "y: {{ 'o'|name }}{{ 'n'|name }}", 1),
        ("t.yml.j2", "y: 1{{ 'e5'|name }}", 1),
        ("t.yml.j2", "y: 1.{{ 'e5'|name }}", 1),
    ],
)
def test_no_value_block_or_end_stands_inside_a_token(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    """Found when the template is loaded, so it does not matter that nothing is handed over."""
    found = fault(tmp_path, name, text)
    assert (found.template, found.line) == (name, line)
    assert "is no whole token of" in found.message


@pytest.mark.parametrize(
    ("name", "text", "output"),
    [
        (
            "t.json.j2",
            '["a\\"b\\\\", "\\u00e9", {# it\'s #} -1.5e+3, true]',
            ['a"b\\', "é", -1500.0, True],
        ),
        ("t.json.j2", '["{{ "a"|name }}-{{ "b"|name }}{# c #}-d"]', ["a-b-d"]),
        ("t.py.j2", "# it's \"{{ 'a'|name }}\n", "# it's \"a\n"),
        ("t.py.j2", "a_{{ 'b'|name }} = rb'\\d'", 'a_b = rb"\\d"\n'),
        ("t.py.j2", "x = f'{a_{{ 'b'|name }}}'", 'x = f"{a_b}"\n'),
        ("t.py.j2", "{{ 'b'|name }}Step = {{ 'c'|name }}.{{ 'd'|name }}", "bStep = c.d\n"),
        ("t.py.j2", "x = ''\ny = \"\"", 'x = ""\ny = ""\n'),
        ("t.py.j2", "x = '''it's {{ 'a'|name }} \"\"\n'''", 'x = """it\'s a ""\n"""\n'),
        ("t.py.j2", "x = '''a\\'''' + \"b\\\"\"", 'x = """a\\\'""" + \'b"\'\n'),
        ("t.yml.j2", "a: it's a {{ 'b'|name }}'\n", "a: it's a b'\n"),
        ("t.yml.j2", "a: 'it''s #1' # b\n", "a: 'it''s #1' # b\n"),
        ("t.yml.j2", "a: x#y\nb: a-{{ 'b'|name }}.{{ 'c'|name }}:1\n", "a: x#y\nb: a-b.c:1\n"),
    ],
)
def test_whole_tokens_and_names_are_text(
    tmp_path: Path, name: str, text: str, output: object
) -> None:
    assert render(tmp_path, name, text) == output


@pytest.mark.parametrize(
    "character", ["\x00", "\x0c", "\x85", "\u2028", "\ufeff", "\ue000", "\ua66e"]
)
@pytest.mark.parametrize("name", LANGUAGES)
def test_templates_hold_nothing_hidden(tmp_path: Path, name: str, character: str) -> None:
    for text in (
        f'\n"a{character}b"',
        f"\n{character}",
        f"\n{{% if true %}}{character}{{% endif %}}",
    ):
        found = fault(tmp_path, name, text)
        assert (found.template, found.line) == (name, 2)
        assert "nobody sees" in found.message


@pytest.mark.parametrize(
    ("value", "in_json", "in_python", "in_yaml"),
    [
        ("a", True, True, True),
        ("_a1_B", True, True, True),
        ("match", True, True, True),
        ("if", True, False, True),
        ("None", True, False, True),
        ("null", True, True, False),
        ("On", True, True, False),
        ("y", True, True, False),
        ("yEs", True, True, False),
        *(
            (bad, False, False, False)
            for bad in ("", "1a", "a-b", "a b", "a\n", "a\x07", "é", "a.b")
        ),
        *((bad, False, False, False) for bad in ("𝐚", "a\u200b", '"', "{{ a }}", "a;b", "a#")),
        *((bad, False, False, False) for bad in (None, 1, True, ["a"], b"a")),
    ],
)
def test_a_name_is_an_identifier(
    tmp_path: Path, value: object, in_json: bool, in_python: bool, in_yaml: bool
) -> None:
    cases = {"t.json.j2": ('"{{ v|name }}"', in_json), "t.py.j2": ("{{ v|name }} = 1", in_python)}
    cases |= {"t.yml.j2": ("# {{ v|name }}\n", in_yaml)}
    for name, (text, good) in cases.items():
        if good:
            assert str(value) in str(render(tmp_path, name, text, v=value))
        else:
            message = fault(tmp_path, name, text, v=value).message
            assert "is not an identifier" in message or "means something else in" in message


def test_nothing_is_encoded_when_a_template_is_compiled(tmp_path: Path) -> None:
    """A cache of compiled templates then never carries one language's text into another."""
    text = "{{ none }} {{ [true, 1.5, 'it'] }} {% macro m() %}{{ none }}{% endmacro %} {{ m() }}"
    for language in (JSON, PYTHON):
        engine = Engine(language, tmp_path, lambda value: value, {})
        code = engine.compile(text, raw=True)
        assert code.count("environment.finalize(context.eval_ctx, ") == 4
        assert "null" not in code


@pytest.mark.parametrize("method", ["json", "python", "yaml"])
def test_each_method_takes_templates_of_its_language(tmp_path: Path, method: str) -> None:
    made = Templates(tmp_path, lambda value: value)
    with pytest.raises(TemplateFault, match=r"x\.txt\.j2: not a template for") as caught:
        getattr(made, method)("x.txt.j2")
    assert caught.value.line == 0
