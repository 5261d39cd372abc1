"""Only answers of a narrow form reach cookiecutter's engine, wherever they come from."""

import builtins
import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import jinja2
import pytest
import yaml

from generator.scaffold.project.rules import RULES, proposed, wrong
from generator.scaffold.project.template import own_template
from generator.spec.language.keys import Sdk, Service
from generator.spec.language.project import Ci, DeployBy
from tests.new.conftest import EXAMPLES, scorewright, tree

HOSTILE = (
    "{{ cookiecutter.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{# #}",
    "${{ secrets.TOKEN }}",
    "a\nb: c",
    "a\r",
    "a\n",
    "a\u2028b",
    "a\x00b",
    "../../up",
    "/etc/passwd",
    "a; rm -rf ~",
    "$(id)",
    "`id`",
    "a'b",
    'a"b',
    "a: &x [b]",
    "-rf",
    "ü",
    "a" * 500,
    "",
)
DEFAULTS = {
    "folder": "churn",
    "example": "loan_default",
    "service": "data_factory",
    "sdk": "v2",
    "environments": "dev test prod",
    "job": "loan_default",
    "factory": "adf-churn",
    "workspace": "aml-churn",
    "resource_group": "rg-churn",
    "subscription": "00000000-0000-0000-0000-000000000000",
    "region": "westeurope",
    "ci": "github",
    "deploy_by": "arm",
}


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that the engine is given while a test runs: templates, and the values for them."""
    seen: list[str] = []
    compiled, render = jinja2.Environment.from_string, jinja2.Template.render

    def watched(self: jinja2.Environment, source: str, *more: object) -> jinja2.Template:
        seen.append(source)
        return compiled(self, source, *more)  # type: ignore[arg-type]

    def watched_render(self: jinja2.Template, *values: object, **named: object) -> str:
        seen.append(repr((values, named)))
        return render(self, *values, **named)

    monkeypatch.setattr(jinja2.Environment, "from_string", watched)
    monkeypatch.setattr(jinja2.Template, "render", watched_render)
    return seen


def given_as_default(home: Path, answers: Mapping[str, str]) -> list[str]:
    text = yaml.safe_dump({"default_context": dict(answers)})
    (home / ".cookiecutterrc").write_text(text, "utf-8")
    return ["--no-input"]


def given_before(home: Path, answers: Mapping[str, str]) -> list[str]:
    file = home / ".cookiecutter_replay" / "scorewright.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps({"cookiecutter": {**DEFAULTS, **answers}}), "utf-8")
    return ["--replay"]


def given_by_hand(home: Path, answers: Mapping[str, str]) -> list[str]:
    return ["--no-input", *(f"{key}={answer}" for key, answer in answers.items())]


@pytest.mark.parametrize("give", [given_as_default, given_before, given_by_hand])
def test_no_hostile_answer_is_rendered(
    give: Callable[[Path, Mapping[str, str]], list[str]], here: Path, rendered: list[str]
) -> None:
    """Each is given to all questions at once, and refused for each."""
    for answer in HOSTILE:
        rendered.clear()
        given = dict.fromkeys(DEFAULTS, answer)
        said = scorewright("new", *give(here.parent / "home", given))
        assert said.endswith("Nothing was written.\n[exit 1]\n"), answer
        assert [line for line in said.splitlines() if "]: " in line] == [
            *(line for key in DEFAULTS for line in said.splitlines() if f"]: {key}: " in line)
        ]
        assert said.count("  --> ") == len(DEFAULTS)
        assert tree(here) == {}
        whole = "".join(rendered)
        assert len(answer) < 3 or not (answer in whole or repr(answer)[1:-1] in whole)


@pytest.mark.parametrize("private", ["_extensions", "_copy_without_render", "_scorewright"])
def test_what_belongs_to_the_template_cannot_be_given(private: str, here: Path) -> None:
    """An extension would be imported, which is to run it."""
    home = here.parent / "home"
    given_as_default(home, {private: "antigravity"})
    given_before(home, {private: "antigravity"})
    said = scorewright("new", "a", "--no-input", f"{private}=antigravity")
    assert f"nothing is asked that is called '{private}'" in said
    assert scorewright("new", "a", "--replay").endswith("[exit 0]\n")
    assert "antigravity" not in "".join(str(data) for data in tree(here).values())


def test_what_is_rendered_are_judged_answers(here: Path, rendered: list[str]) -> None:
    assert scorewright("new", "churn", "--no-input").endswith("[exit 0]\n")
    last = json.loads((here.parent / "home/.cookiecutter_replay/scorewright.json").read_text())
    answers: dict[str, str] = {}
    for key, answer in last["cookiecutter"].items():
        assert wrong(key, answer, answers) == ""
        answers[key] = answer
    assert answers == DEFAULTS
    assert any("'adf-churn'" in each for each in rendered)


# the table ----------------------------------------------------------------------------------------


def test_the_template_asks_what_there_are_rules_for() -> None:
    questions = {question.key: question for question in own_template().questions}
    assert list(questions) == list(DEFAULTS)
    chosen = {key for key, question in questions.items() if question.choices}
    assert set(questions) == chosen | RULES.keys()
    assert questions["example"].choices == EXAMPLES
    assert set(questions["service"].choices) == set(Service)
    assert set(questions["sdk"].choices) == set(Sdk)
    assert set(questions["ci"].choices) == {*Ci, "none"}
    assert set(questions["deploy_by"].choices) == set(DeployBy)
    for question in questions.values():
        shown = question.prompt if isinstance(question.prompt, dict) else {}
        assert bool(question.prompt)
        assert shown.keys() - {"__prompt__"} == set(question.choices)


@pytest.mark.parametrize("key", sorted(RULES))
@pytest.mark.parametrize("answer", HOSTILE)
def test_what_is_proposed_is_allowed(key: str, answer: str) -> None:
    near = proposed(key, answer, DEFAULTS)
    assert near == "" or wrong(key, near, DEFAULTS) == ""


@pytest.mark.parametrize(
    ("key", "answer", "near"),
    [
        ("folder", "My Churn!", "My-Churn"),
        ("job", "Loan-Default", "loan_default"),
        ("region", "West Europe", "westeurope"),
        ("environments", "dev, prod,dev", "dev prod"),
        ("factory", "adf__größe", "adf-groe"),
        ("workspace", "w" * 40, "w" * 16),
    ],
)
def test_what_is_meant_is_proposed(key: str, answer: str, near: str) -> None:
    assert wrong(key, answer, DEFAULTS)
    assert proposed(key, answer, DEFAULTS) == near


# prompts ------------------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types, line by line; nobody is there any more when it is used up."""
    lines: list[str] = []

    def type_line(prompt: object = "") -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(builtins, "input", type_line)
    return lines


def test_it_asks_until_an_answer_is_allowed(
    here: Path, typed: list[str], rendered: list[str]
) -> None:
    typed += ["My Churn!", "{{ 1 }}", "churn", "7", "2", "2", "", "dev  prod", "dev prod", "upload"]
    typed += ["", "", "", "not a GUID", "", "", "3", ""]
    said = scorewright("new")
    assert said.endswith("[exit 0]\n"), said
    assert typed == []
    assert said.count("-> your answer") == 4
    assert "allowed would be 'My-Churn'" in said
    assert "[1/13] Name of the repository's folder (batch-scoring)" in said
    assert "{{ 1 }}" not in "".join(rendered)
    project = yaml.safe_load((here / "churn/specs/project.yaml").read_text("utf-8"))
    assert list(project["environments"]) == ["dev", "prod"]
    assert project["environments"]["prod"]["synapse"] == "syn-churn-prod"
    assert (here / "churn/specs/upload.yaml").is_file()
    assert not (here / "churn/.github").exists()


def test_what_is_given_is_not_asked_for(here: Path, typed: list[str]) -> None:
    given = [f"{key}={answer}" for key, answer in DEFAULTS.items() if key not in ("folder", "sdk")]
    typed += ["2"]
    assert scorewright("new", "churn", *given).endswith("[exit 0]\n")
    assert "sdk: v1" in (here / "churn/specs/loan_default.yaml").read_text("utf-8")


def test_a_bad_one_that_is_given_is_told_and_asked_for(here: Path, typed: list[str]) -> None:
    given = [
        f"{key}={answer}" for key, answer in DEFAULTS.items() if key not in ("folder", "region")
    ]
    typed += ["North Europe", "northeurope"]
    said = scorewright("new", "churn", *given, "region=West Europe")
    assert said.count("is not a region") == 2
    assert said.endswith("[exit 0]\n")


def test_nobody_answers(here: Path, typed: list[str]) -> None:
    said = scorewright("new", "churn")
    last = "Nobody answers here: give answers as key=value, or --no-input.\nNothing was written.\n"
    assert said.endswith(f"{last}[exit 2]\n")
    assert tree(here) == {}


def test_own_defaults_are_those_of_the_prompts(here: Path, typed: list[str]) -> None:
    text = "default_context: {region: northeurope, ci: none, full_name: Somebody}\n"
    (here.parent / "home" / ".cookiecutterrc").write_text(text, "utf-8")
    typed += [""] * len(DEFAULTS)
    assert scorewright("new").endswith("[exit 0]\n")
    project = yaml.safe_load((here / "batch-scoring/specs/project.yaml").read_text("utf-8"))
    assert project["environments"]["dev"]["aml"]["region"] == "northeurope"
    assert project["deployment"] == {"by": "arm"}


def test_it_can_be_replayed(here: Path) -> None:
    words = "new one --no-input --example blank region=northeurope environments='dev prod'"
    assert scorewright(*shlex.split(words)).endswith("[exit 0]\n")
    assert scorewright("new", "two", "--replay", "ci=none").endswith("[exit 0]\n")
    project = yaml.safe_load((here / "two/specs/project.yaml").read_text("utf-8"))
    assert list(project["environments"]) == ["dev", "prod"]
    assert project["environments"]["dev"]["aml"]["region"] == "northeurope"
    assert not (here / "two/.github").exists()
