"""JSON templates give documents that hold exactly the values they were given."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import Json, Templates, print_json
from tests.render.rendering import as_json, data, fault, render, steady, templates, texts

EVERY_PLACE = {
    "part.json.j2": '"included": {{ value }},',
    "macros.json.j2": (
        "{% macro item(key, value) %}{ {{ key }}: {{ value }}, },{% endmacro %}\n"
        "{% macro around(value) %}[{{ value }}, {{ caller() }}, {{ caller() }}]{% endmacro %}\n"
    ),
    "all.json.j2": """
        {% from "macros.json.j2" import item, around %}
        {% import "macros.json.j2" as macros %}
        {% set made %}{"in": {{ value }}}{% endset %}
        {
          "value": {{ value }},
          {{ key }}: {{ [value, {key: value}] }},
          "macro": [{{ item(key, value) }} {{ macros.item(key=key, value=value) }}],
          "set": {{ made }}, "again": {{ made }},
          "call": {% call around(value) %}{{ value }}{% endcall %},
          "for": [
            {% for one in [value, value] if true %}
            {{ one }},
            {% endfor %}
          ],
          "tree": [
            {% for node in [[[], value], []] recursive %}
            [{{ loop(node) if node is none else value }}],
            {% endfor %}
          ],
          {# a comment {{ value }} #}
          {% if value is none %}
          "branch": null,
          {% else %}
          "branch": {{ value }},
          {% endif %}
          {% include "part.json.j2" %}
        }
        """,
}


@pytest.fixture(scope="module")
def every_place(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    return templates(tmp_path_factory.mktemp("json"), EVERY_PLACE)


@steady
@given(key=texts.map(lambda text: f"k{text}"), value=data)
def test_a_value_is_itself_in_every_place(every_place: Templates, key: str, value: object) -> None:
    document = every_place.json("all.json.j2", key=key, value=value)
    same = as_json(value)
    expected = {
        "value": same,
        key: [same, {key: same}],
        "macro": [{key: same}, {key: same}],
        "set": {"in": same},
        "again": {"in": same},
        "call": [same, same, same],
        "for": [same, same],
        "tree": [[same], [same]],
        "branch": same,
        "included": same,
    }
    assert repr(document) == repr(expected)
    assert repr(json.loads(print_json(document))) == repr(expected)


def test_loops_can_call_themselves(tmp_path: Path) -> None:
    text = "[{% for n in tree recursive %}{{ n.x }}, [{{ loop(n.sub) }}],{% endfor %}]"
    tree = [{"x": '"', "sub": [{"x": "{{", "sub": []}]}, {"x": "]", "sub": []}]
    assert render(tmp_path, "t.json.j2", text, tree=tree) == ['"', ["{{", []], "]", []]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ('{"a": 1,}', {"a": 1}),
        ('[1, [2, ], {"a": {},},]', [1, [2], {"a": {}}]),
        ('["a,]", ",}",]', ["a,]", ",}"]),
        ('["\\",]", "\\\\",]', ['",]', "\\"]),
        ('{"b": 1, "a": 2, "c": 3}', {"b": 1, "a": 2, "c": 3}),
        ("{% if false %}1{% endif %} -1.5e3", -1500.0),
        ('"loan_{{ "default"|name }}_{{ "x"|name }}"', "loan_default_x"),
    ],
)
def test_templates_need_no_care_for_commas(tmp_path: Path, text: str, document: Json) -> None:
    assert repr(render(tmp_path, "t.json.j2", text)) == repr(document)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"a": 1,\n "b": 2,\n "a": 3}', 3, 'an object has the key "a" twice'),
        ('[{"a": 1}, {"a": 1},\n{"b": {"a": 1},\n"b": 1}]', 3, 'an object has the key "b" twice'),
        ('{"a": "{",\n"b": {"a": "a"},\n{{ "a" }}: 1}', 3, 'an object has the key "a" twice'),
        ('{\n"\\u0061": 1, "a": 2}', 2, 'an object has the key "a" twice'),
        ("[1,\n,2]", 2, "the output is not JSON here (Expecting value)"),
        ("[1\n{{ 2 }}]", 2, "the output is not JSON here (Expecting ',' delimiter)"),
        ("{\n{{ 1 }}: 2}", 2, "the output is not JSON here (Expecting property name"),
        ("", 1, "the output is not JSON here (Expecting value)"),
        ("1 {% if true %}2{% endif %}", 1, "the output is not JSON here (Extra data)"),
        ("[1{{ 2 }}]", 1, "the output is not JSON here (Expecting ',' delimiter)"),
        ("[-{{ 2 }}]", 1, "'-' is no whole token of JSON"),
        ("[{{ 1 }}{{ 2 }}]", 1, "the output is not JSON here (Expecting ',' delimiter)"),
        ("{% for n in range(99999) %}[{% endfor %}", 1, "the output is nested too deeply"),
    ],
)
def test_what_is_not_json_is_refused(tmp_path: Path, text: str, line: int, message: str) -> None:
    found = fault(tmp_path, "t.json.j2", text)
    assert (found.template, found.line) == ("t.json.j2", line)
    assert found.message.startswith(message)


@pytest.mark.parametrize("key", [1, None, True, 1.5])
@pytest.mark.parametrize("shape", [lambda bad: bad, lambda bad: [1, {"a": bad}]])
def test_keys_are_text(tmp_path: Path, key: object, shape: Callable[[object], object]) -> None:
    found = fault(tmp_path, "t.json.j2", "{{ value }}", value=shape({key: 1}))
    assert found.message.startswith(f"the key {key!r} is no text")


@steady
@given(document=data.map(as_json))
def test_a_document_is_printed_as_studio_prints_it(document: object) -> None:
    text = print_json(document)  # type: ignore[arg-type]  # what is drawn is JSON
    assert repr(json.loads(text)) == repr(document)
    assert not text.endswith("\n")


def test_documents_are_printed_with_tabs_and_without_escapes() -> None:
    document: Json = {"é": [1, {"a": None}], "b": {}, "c": [], "d": "\u2028"}
    assert print_json(document) == (
        '{\n\t"é": [\n\t\t1,\n\t\t{\n\t\t\t"a": null\n\t\t}\n\t],'
        '\n\t"b": {},\n\t"c": [],\n\t"d": "\u2028"\n}'
    )


@pytest.mark.parametrize("document", ["\ud800", {"\udfff": 1}, [float("nan")], [float("inf")]])
def test_what_no_file_can_hold_is_not_printed(document: Json) -> None:
    with pytest.raises(ValueError, match=r"half a character|not JSON compliant"):
        print_json(document)


DOCUMENTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=30,
)


@steady
@given(DOCUMENTS)
def test_documents_are_printed_as_the_standard_library_does(document: Json) -> None:
    assert print_json(document) == json.dumps(document, indent="\t", ensure_ascii=False)
