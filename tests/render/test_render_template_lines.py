"""The helper that proves that cases run every line of every template."""

import sys
from pathlib import Path

import pytest

from tests.render.rendering import templates
from tests.support.template_lines import TemplateLines

MAIN = """\
{% from "macros.json.j2" import pair %}
{
  {% if a %}
  "a": 1,

  {% elif b %}

  {{ b }}: 2,
  {% else %}
  "c_{{ "x"|name }}": 3,
  {% endif %}
  {% for x in xs %}
  {% set y = x %}
  {{ x }}: {{ y }},
  {% else %}

  "none": 1,
  {% endfor %}
  {# a comment #}
  {% set z %}
  3
  {% endset %}
  "z": {{ z }},
  {% if a %}{% include "part.json.j2" %}{% endif %}
  {% if b %}
  "call": {% call pair(
    b
  ) %}
  4
  {% endcall %}
  {% endif %}
}
"""
FILES = {
    "main.json.j2": MAIN,
    "part.json.j2": '"part": 1,\n{% if false %}\n"never": 1\n{% endif %}\n',
    "macros.json.j2": "{% macro pair(x) %}\n[{{ x }}, {{ caller() }}]\n{% endmacro %}\n",
    "deep/other.py.j2": "# nothing\n\nx = {{ x }}\n",
}
A, B, C = {"a": 1, "b": 0, "xs": []}, {"a": 0, "b": "b", "xs": ["k"]}, {"a": 0, "b": 0, "xs": []}
OTHER = ["deep/other.py.j2:1", "deep/other.py.j2:3"]
PART = ["part.json.j2:1", "part.json.j2:2", "part.json.j2:3"]


@pytest.mark.parametrize(
    ("cases", "missing"),
    [
        (
            [A],
            [
                "macros.json.j2:2",
                *(f"main.json.j2:{n}" for n in (6, 8, 10, 13, 14, 26, 29)),
                PART[2],
            ],
        ),
        ([B], [*(f"main.json.j2:{n}" for n in (4, 10, 17)), *PART]),
        ([C], ["macros.json.j2:2", *(f"main.json.j2:{n}" for n in (4, 8, 13, 14, 26, 29)), *PART]),
        ([A, B, C], [PART[2]]),
    ],
)
def test_lines_that_no_case_runs_are_missing(
    tmp_path: Path, cases: list[dict[str, object]], missing: list[str]
) -> None:
    with TemplateLines() as lines:
        made = templates(tmp_path, FILES)
        for case in cases:
            made.json("main.json.j2", **case)
    assert lines.missing(tmp_path) == [*OTHER, *missing]


def test_every_line_is_missing_at_first(tmp_path: Path) -> None:
    templates(tmp_path, FILES)
    found = TemplateLines().missing(tmp_path)
    counted = [n for n in range(1, 35) if f"main.json.j2:{n}" in found]
    assert counted == [1, 2, 3, 4, 6, 8, 10, 12, 13, 14, 17, 20, 21, 23, 24, 25, 26, 29, 32]
    assert [line for line in found if "main" not in line] == [
        *OTHER,
        "macros.json.j2:1",
        "macros.json.j2:2",
        *PART,
    ]


def test_python_and_yaml_templates_are_followed_too(tmp_path: Path) -> None:
    files = {
        "t.py.j2": "x = {{ x }}\n",
        "t.yml.j2": "{% if x %}\na: 1\n{% else %}\nb: 2\n{% endif %}\n",
    }
    with TemplateLines() as lines:
        made = templates(tmp_path, files)
        made.python("t.py.j2", x=1)
        made.yaml("t.yml.j2", x=0)
    assert lines.missing(tmp_path) == ["t.yml.j2:2"]


def test_another_tracer_comes_back(tmp_path: Path) -> None:
    before = sys.gettrace()
    with TemplateLines():
        assert sys.gettrace() != before
    assert sys.gettrace() == before
