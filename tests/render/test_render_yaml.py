"""YAML templates give documents whose scalars every version of YAML reads as the values."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from generator.render import Templates
from generator.render.yaml_language import scalar
from tests.render.rendering import fault, render, scalars, steady, templates, texts, yaml_1_2

EVERY_PLACE = {
    "part.yml.j2": "included: {{ value }}\n",
    "macros.yaml.j2": (
        "{% macro item(key, value) %}{ {{ key }}: {{ value }} }{% endmacro %}\n"
        "{% macro around(value) %}[{{ value }}, {{ caller() }}, {{ caller() }}]{% endmacro %}\n"
    ),
    "all.yml.j2": """\
# Made from specs/{{ "a_b"|name }}.yaml: 'as "is
{% from "macros.yaml.j2" import item, around %}
{% set made %}{{ value }}{% endset %}
value: {{ value }}
? {{ key }}
: - {{ value }}
  - - {{ value }}
    - {{ key }}  # a comment
set: {{ made }}
macro: {{ item("k", value) }}
call: {% call around(value) %}{{ value }}{% endcall +%}
flow: [{{ value }}, [{{ key }}], {a: {{ value }}}]
rows:
  {% for one in [value, key] %}
  - name: {{ one }}
    "at_{{ "a_b"|name }}": it's {{ "a_b"|name }}:1
  {% endfor %}
block: |
  it's "text" # and {{ "a_b"|name }}
{% include "part.yml.j2" %}
""",
}


@pytest.fixture(scope="module")
def every_place(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return templates(tmp_path_factory.mktemp("yaml"), EVERY_PLACE)


@settings(steady, max_examples=100)
@given(key=texts.map(lambda text: f"k{text}"), value=scalars)
def test_a_value_is_itself_in_every_place(every_place: Templates, key: str, value: object) -> None:
    text = every_place.yaml("all.yml.j2", key=key, value=value)
    expected = {
        "value": value,
        key: [value, [value, key]],
        "set": value,
        "macro": {"k": value},
        "call": [value, value, value],
        "flow": [value, [key], {"a": value}],
        "rows": [{"name": one, "at_a_b": "it's a_b:1"} for one in (value, key)],
        "block": 'it\'s "text" # and a_b\n',
        "included": value,
    }
    assert repr(yaml.safe_load(text)) == repr(expected)
    assert repr(yaml_1_2(text)) == repr(expected)


@steady
@given(value=scalars)
def test_a_scalar_is_read_alike_by_every_version(value: str | int | float | bool | None) -> None:
    text = scalar(value)
    for line in (text, f"- {text}", f"a: {text}", f"[{text}]", f"{{a: {text}}}", f"? {text}\n: 1"):
        for read in (yaml.safe_load, yaml_1_2):
            found = read(line)
            while isinstance(found, list | dict):
                (item,) = found if isinstance(found, list) else found.items()
                found = item if not isinstance(item, tuple) else item[item[0] == "a"]
            assert repr(found) == repr(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("conda-forge", "conda-forge"),
        ("scikit-learn==1.4", "scikit-learn==1.4"),
        ("azureml:loan-default:3", "azureml:loan-default:3"),
        ("Score new applications (daily)", "Score new applications (daily)"),
        ("https://x.y/z", "https://x.y/z"),
        ("3.11", '"3.11"'),
        ("3", '"3"'),
        ("", '""'),
        ("yes", '"yes"'),
        ("No", '"No"'),
        ("NULL", '"NULL"'),
        ("y", '"y"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("a - b", '"a - b"'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a  b", '"a  b"'),
        ("[a]", '"[a]"'),
        ("a,b", '"a,b"'),
        ("-", '"-"'),
        ("---", '"---"'),
        ("@x", '"@x"'),
        ('say "x"\\', '"say \\"x\\"\\\\"'),
        ("a\nb\x00\x85\u2028\ufeff", '"a\\nb\\x00\\x85\\u2028\\ufeff"'),
        ("é 日本 😀", '"é 日本 😀"'),
        ("2024-01-01", '"2024-01-01"'),
        ("12:30:45", '"12:30:45"'),
        (12, "12"),
        (1e16, "1.0e+16"),
        (1.5e-7, "1.5e-07"),
        (True, "true"),
        (None, "null"),
    ],
)
def test_scalars_look_as_written_by_hand(tmp_path: Path, value: object, text: str) -> None:
    assert render(tmp_path, "t.yml.j2", "a: {{ value }}\n", value=value) == f"a: {text}\n"


PLACE = "a value can only stand where YAML reads a whole scalar"
NOT_YAML = "the output is not YAML here"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\n# {{ v }}\n", 2, "'# ' is no whole token of YAML"),
        ("a: 1 # {{ v }}\n", 1, "'# ' is no whole token of YAML"),
        ("a: '{{ v }}'", 1, '"\'" is no whole token of YAML'),
        ('a: "x{{ v }}"', 1, "'\"x' is no whole token of YAML"),
        ("a: |\n  {{ v }}\n", 2, PLACE),
        ("a: >-\n  text\n  {{ v }} text\n", 3, PLACE),
        ("a: p-{{ v }}", 1, PLACE),
        ("a: {{ v }}-s", 1, PLACE),
        ("a: p {{ v }}", 1, PLACE),
        ("a:\n  p\n  {{ v }}", 3, PLACE),
        ("a: {{ v }}{{ v }}", 1, PLACE),
        ("a: {{ v }}:{{ v }}", 1, PLACE),
        ("a: !!str {{ v }}", 1, PLACE),
        ("a: &b {{ v }}", 1, PLACE),
        ("a: !{{ v }} x", 1, NOT_YAML),
        ("a: &{{ v }} x", 1, NOT_YAML),
        ("a: *{{ v }}", 1, NOT_YAML),
        ("%{{ v }}\n---\na: 1", 1, NOT_YAML),
        ("a: 1\n--- {{ v }}", 2, NOT_YAML),
        ("a: {{ v }}: {{ v }}", 1, NOT_YAML),
        ("a: [1\nb: {{ v }}", 2, NOT_YAML),
        ("a:\n- {{ v }}\n b: 1", 3, NOT_YAML),
        ("a: !x y", 1, NOT_YAML),
        ("a: 2024-13-45", 1, NOT_YAML),
        ("{{ long }}: 1", 1, NOT_YAML),
        ("a: &x [{{ v }}]\nb: *x\n", 1, "an alias stands for text elsewhere"),
        ("a: 1\nb: &x\n- *x\n", 2, "an alias stands for text elsewhere"),
        ("a: 1\nb: 2\na: 3", 3, "a mapping has the key 'a' twice"),
        ("{{ v }}: 1\n{{ v }}: 2", 2, "a mapping has the key 'on' twice"),
        ("'on': 1\nb:\n  on: 2\n{{ v }}: 3", 4, "a mapping has the key 'on' twice"),
        ("{{ 1 }}: 1\nb: 2\n1: 3", 3, "a mapping has the key '1' twice"),
        ("a: !!set {x, {{ v }}}", 1, "the output does not read back as the values in it"),
        ("a: {{ [v] }}", 1, "a list cannot be printed in YAML"),
        ("a: 1\nb: {{ {v: v} }}", 2, "a dict cannot be printed in YAML"),
    ],
)
def test_a_value_stands_where_a_scalar_stands(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    found = fault(tmp_path, "t.yml.j2", text, v="on", long="\U0010ffff" * 150)
    assert (found.template, found.line) == ("t.yml.j2", line)
    assert found.message.startswith(message)


def test_a_value_that_grows_too_long_for_a_key_is_refused(tmp_path: Path) -> None:
    """As a placeholder it is short enough for a key (1,024 characters), written out it is not."""
    found = fault(tmp_path, "t.yml.j2", "a: 1\n{{ long }}: 1", long="\U0010ffff" * 105)
    assert (found.line, found.message[:27]) == (2, NOT_YAML)


def test_one_scalar_can_be_a_document_and_nothing_is_one_too(tmp_path: Path) -> None:
    assert render(tmp_path, "a.yml.j2", "{{ 1 }}") == "1"
    assert render(tmp_path, "b.yml.j2", "# nothing\n") == "# nothing\n"
