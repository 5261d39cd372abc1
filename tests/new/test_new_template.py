"""Templates of users' own: any cookiecutter template, and changed copies of ours."""

import json
import shutil
from pathlib import Path

from generator.product import templates_folder
from tests.new.conftest import scorewright, tree


def template(folder: Path, variables: dict[str, object], files: dict[str, str]) -> None:
    folder.mkdir()
    (folder / "cookiecutter.json").write_text(json.dumps(variables), "utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_one_that_knows_nothing_of_jobs(here: Path) -> None:
    variables = {
        "folder": "x",
        "team": "Data & more",
        "size": ["small", "large"],
        "__up": "{{1+1}}",
    }
    text = "{{ cookiecutter.team }}, {{ cookiecutter.size }}, {{ cookiecutter.__up }}\n"
    template(here / "own", variables, {"{{cookiecutter.folder}}/team.txt": text})
    said = scorewright("new", "churn", "--no-input", "--template", "own", "team=Risk", "size=large")
    assert said == "Made churn: 1 file.\nNext:\n  cd churn\n[exit 0]\n"
    assert (here / "churn/team.txt").read_text("utf-8") == "Risk, large, 2\n"
    assert (here.parent / "home/.cookiecutter_replay/own.json").is_file()
    assert scorewright("new", "b", "--replay", "--template", "own").endswith("[exit 0]\n")
    assert (here / "b/team.txt").read_text("utf-8") == "Risk, large, 2\n"


def test_its_own_variables_are_judged_too(here: Path) -> None:
    template(here / "own", {"folder": "x", "team": "x"}, {"{{cookiecutter.folder}}/a": "a"})
    for hostile in ("{{ 1 }}", "a\nb", "'", "$(id)"):
        said = scorewright("new", "churn", "--no-input", "--template", "own", f"team={hostile}")
        assert "is not text of letters, digits, spaces and .,:;/@+=()~_-" in said
        assert not (here / "churn").exists()


def test_a_default_of_its_own_that_is_not_allowed(here: Path) -> None:
    template(here / "own", {"folder": "x", "team": "Data & more"}, {})
    said = scorewright("new", "churn", "--no-input", "--template", "own")
    assert said.startswith("error[SW111]: team: 'Data & more' is not text of letters")
    assert "  --> cookiecutter.json\n" in said


def test_without_a_folder_of_its_own_choice(here: Path) -> None:
    template(here / "own", {"name": "risk"}, {"{{cookiecutter.name}}_scoring/a.txt": "a\n"})
    assert scorewright("new", "--no-input", "--template", "own").startswith("Made risk_scoring: ")
    assert scorewright("new", "b", "--no-input", "--template", "own").startswith("Made b: ")
    assert (here / "b/a.txt").is_file()
    again = scorewright("new", "--no-input", "--template", "own")
    assert "error[SW007]: the folder is not empty\n  --> risk_scoring\n" in again


def test_its_hooks_are_run(here: Path) -> None:
    hooks = {
        "hooks/pre_prompt.py": "import pathlib\n"
        "file = pathlib.Path('cookiecutter.json')\n"
        "file.write_text(file.read_text().replace('early', 'late'))\n",
        "hooks/post_gen_project.py": "open('{{ cookiecutter.word }}.txt', 'w').close()\n",
        "{{cookiecutter.folder}}/a.txt": "a\n",
    }
    template(here / "own", {"folder": "x", "word": "early"}, hooks)
    before = tree(here / "own")
    assert scorewright("new", "churn", "--no-input", "--template", "own").endswith("[exit 0]\n")
    assert set(tree(here / "churn")) == {"a.txt", "late.txt"}
    assert tree(here / "own") == before
    assert (here.parent / "home/.cookiecutter_replay/own.json").is_file()


def test_a_changed_copy_of_ours_gets_its_job(here: Path) -> None:
    shutil.copytree(templates_folder() / "project", here / "own")
    (here / "own/{{cookiecutter.folder}}/OWNERS").write_text("{{ cookiecutter.team }}\n", "utf-8")
    file = here / "own/cookiecutter.json"
    variables = {**json.loads(file.read_text("utf-8")), "team": "risk"}
    file.write_text(json.dumps(variables), "utf-8")
    words = ("--no-input", "--example", "blank", "--template", "own")
    assert scorewright("new", "churn", *words).endswith("[exit 0]\n")
    assert (here / "churn/OWNERS").read_text("utf-8") == "risk\n"
    assert (here / "churn/output/factory/pipeline/scoring.json").is_file()


def test_it_is_found_where_cookiecutter_keeps_templates(here: Path) -> None:
    folder = here.parent / "home/.cookies"
    folder.mkdir()
    template(folder / "ours", {"folder": "x"}, {"{{cookiecutter.folder}}/a": "a"})
    said = scorewright("new", "churn", "--no-input", "--template", "ours")
    assert said.startswith("Made churn: 1 file.")


def test_none_of_ours_has_hooks() -> None:
    assert not (templates_folder() / "project" / "hooks").exists()
