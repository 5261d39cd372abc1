"""A fault names the template and the line that a person has to look at."""

import pickle
from pathlib import Path

import pytest

from generator import product
from generator.render import TemplateFault, Templates, templates_folder
from tests.render.rendering import templates

FILES = {
    "main.json.j2": (
        '{% from "lib/macros.json.j2" import item %}\n'
        "{\n"
        '  {# two\n     lines #}"a": {{ item(a) }},\n'
        "\n"
        '  {% include "lib/part.json.j2" %}\n'
        "  {% if wrong %}\n"
        "\n"
        '  "p_{{ "n"|name }}": 1 1\n'
        "  {% endif %}\n"
        "}\n"
    ),
    "lib/macros.json.j2": (
        "{# macros #}\n\n{% macro item(x) %}\n{\n  {{ x.k }}: 1,\n}\n{% endmacro %}\n"
    ),
    "lib/part.json.j2": '"b": 1,\n{{ b }}: 2\n{% if c %}\n{{ c }}\n{% endif %}\n,',
}


@pytest.mark.parametrize(
    ("values", "template", "line", "message"),
    [
        ({}, "main.json.j2", 4, "'a' is undefined; correct the name, or hand it to the template"),
        ({"a": 1}, "lib/macros.json.j2", 5, "'int object' has no attribute 'k'"),
        ({"a": {"k": object()}}, "lib/macros.json.j2", 5, "a value of type object is no data"),
        ({"a": {"k": 2}}, "lib/macros.json.j2", 5, "the output is not JSON here (Expecting prop"),
        ({"b": "a"}, "lib/part.json.j2", 2, 'an object has the key "a" twice'),
        ({"b": "b"}, "lib/part.json.j2", 2, 'an object has the key "b" twice'),
        ({"c": 1}, "lib/part.json.j2", 4, "the output is not JSON here (Expecting ',' del"),
        ({"wrong": True}, "main.json.j2", 9, "the output is not JSON here (Expecting ','"),
    ],
)
def test_a_fault_is_found_where_it_was_made(
    tmp_path: Path, values: dict[str, object], template: str, line: int, message: str
) -> None:
    good = {"a": {"k": "x"}, "b": "y", "wrong": False}
    made = templates(tmp_path, FILES)
    given = {**good, "c": 0, **values} if values else {}
    with pytest.raises(TemplateFault) as caught:
        made.json("main.json.j2", **given)
    assert (caught.value.template, caught.value.line) == (template, line)
    assert caught.value.message.startswith(message)


def test_a_value_that_begins_a_template_is_found_there(tmp_path: Path) -> None:
    files = {
        "main.yml.j2": 'a: |\n  text\n  {%+ include "part.yml.j2" %}\n',
        "part.yml.j2": "{{ v }}\n",
    }
    with pytest.raises(TemplateFault) as caught:
        templates(tmp_path, files).yaml("main.yml.j2", v=1)
    assert (caught.value.template, caught.value.line) == ("part.yml.j2", 1)


def raising(value: object) -> object:
    raise KeyError(value)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{{ 1|raising }}", 1, "KeyError: 1; correct what the template calls or reads here"),
        ('\n{% include "no.json.j2" %}', 2, "there is no template 'no.json.j2'; correct its name"),
        ('{% include "../x.json.j2" %}', 1, "there is no template '../x.json.j2'"),
        ('\n\n{% include "bad.json.j2" %}', 1, "unexpected '}'; correct the template"),
        ('\n{% include "latin.json.j2" %}', 2, "'utf-8' codec can't decode"),
        ('{% include "t.json.j2" %}', 1, "this calls or includes itself without end"),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 2, "this calls or includes itself"),
        ("\n{{ }", 2, "unexpected '}'; correct the template"),
    ],
)
def test_any_exception_is_a_fault_with_its_cause(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    (tmp_path / "latin.json.j2").write_bytes(b'"\xe9"')
    files = {"t.json.j2": text, "bad.json.j2": "{{ }"}
    made = templates(tmp_path, files, filters={"raising": raising})
    with pytest.raises(TemplateFault) as caught:
        made.json("t.json.j2")
    assert caught.value.line == line
    assert caught.value.message.startswith(message)
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize("name", ["no.json.j2", "../t.json.j2", "latin.json.j2"])
def test_a_template_that_cannot_be_read_has_no_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "latin.json.j2").write_bytes(b'"\xe9"')
    with pytest.raises(TemplateFault) as caught:
        templates(tmp_path, {}).json(name)
    assert (caught.value.template, caught.value.line) == (name, 0)


def test_a_fault_is_one_sentence_with_its_place() -> None:
    fault = TemplateFault("a/b.json.j2", 3, "x is wrong; correct it")
    assert str(fault) == "a/b.json.j2:3: x is wrong; correct it"
    assert str(TemplateFault("a.json.j2", 0, "gone")) == "a.json.j2: gone"
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)


def test_a_template_is_read_once(tmp_path: Path) -> None:
    made = templates(tmp_path, {"t.json.j2": "1"})
    assert made.json("t.json.j2") == 1
    assert templates(tmp_path, {"t.json.j2": "2"}).json("t.json.j2") == 2
    assert made.json("t.json.j2") == 1


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    text = "a: 1\n{% if true %}\nb: {{ v }}\n{% endif %}\n"
    made = templates(tmp_path, {"t.yml.j2": text})
    expected = made.yaml("t.yml.j2", v="x\r\ny")
    (tmp_path / "w.yml.j2").write_bytes(text.replace("\n", "\r\n").encode())
    assert made.yaml("w.yml.j2", v="x\r\ny") == expected == 'a: 1\nb: "x\\r\\ny"\n'


def test_the_products_templates_lie_beside_the_package() -> None:
    assert templates_folder() == Path(__file__).parents[2] / "templates"


def test_installed_templates_lie_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "generator"
    monkeypatch.setattr(product, "_PACKAGE", package)
    (tmp_path / "site-packages" / "templates").mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match="install scorewright again"):
        templates_folder()
    (package / "templates").mkdir(parents=True)
    assert templates_folder() == package / "templates"


def test_a_folder_is_all_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "t.py.j2").write_text("x = {{ x }}\n", encoding="utf-8")
    assert Templates(tmp_path, lambda value: value).python("t.py.j2", x=1) == "x = 1\n"
