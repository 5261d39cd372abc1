"""`scorewright show`, as people and machines see it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.cli import main
from tests.support.projects import LOAN

TOLD = Path(__file__).parent / "told"
OUTPUT = LOAN.parent / "output"
AT = "2026-12-01"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This repository's own jobs, in step; the current folder."""
    shutil.copytree(LOAN, tmp_path / "specs")
    shutil.copytree(OUTPUT, tmp_path / "output")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(file: str, old: str, new: str) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


Showing = Callable[..., tuple[int, str, str]]


@pytest.fixture
def show(home: Path, capsys: pytest.CaptureFixture[str]) -> Showing:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["show", *arguments, "--at", AT])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def states(show: Showing) -> dict[str, str]:
    """The state of each job, and of what they share ("")."""
    _, out, _ = show("--json")
    told = json.loads(out)
    return {"": told["shared"]["state"]} | {k: each["state"] for k, each in told["jobs"].items()}


@pytest.mark.parametrize("job", ["", "loan_default", "sentiment", "customer_behavior"])
def test_people_read_a_table(job: str, show: Showing, snapshot: Snapshot) -> None:
    code, out, err = show(*[job] if job else [])
    assert (code, err) == (0, "")
    snapshot.snapshot_dir = TOLD
    snapshot.assert_match(out, f"{job or 'all'}.txt")


def test_machines_get_all_of_it(show: Showing, snapshot: Snapshot) -> None:
    code, out, err = show("customer_behavior", "--json")
    assert (code, err) == (0, "")
    snapshot.snapshot_dir = TOLD
    snapshot.assert_match(out, "customer_behavior.json")


def test_nothing_is_written_and_what_is_not_asked_for_is_not_told(
    home: Path, show: Showing
) -> None:
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    _, out, _ = show("loan_default", "--json")
    assert json.loads(out)["jobs"].keys() == {"loan_default"}
    after = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    assert {file: text for file, text in after.items() if file.name != "run"} == before


# how jobs stand -----------------------------------------------------------------------------------

IN_STEP = dict.fromkeys(["", "customer_behavior", "loan_default", "sentiment"], "in_step")


def test_a_spec_that_changed_is_told(show: Showing) -> None:
    edit("specs/loan_default.yaml", "default: 0.5", "default: 0.6")
    expected = {**IN_STEP, "": "would_change", "loan_default": "would_change"}
    assert states(show) == expected
    code, out, _ = show()
    assert code == 0
    assert "would change (3 files)" in out
    assert "Why not: scorewright check." in out


def test_an_edit_is_told_and_breaks_nothing(show: Showing) -> None:
    edit("output/factory/pipeline/loan_default.json", '"retry": 0', '"retry": 1')
    assert states(show) == IN_STEP
    assert "in step (1 edit)" in show()[1]


def test_an_edit_that_breaks_the_contract_is_told(show: Showing) -> None:
    edit("output/aml/sentiment/pipeline.py", '"threshold"', '"thresh"')
    assert states(show)["sentiment"] == "broken"
    code, out, _ = show()
    assert code == 1
    assert "broken (1 error, 1 edit)" in out


def test_without_output_all_would_change(home: Path, show: Showing) -> None:
    shutil.rmtree(home / "output")
    assert states(show) == dict.fromkeys(IN_STEP, "would_change")


def test_what_is_whole_is_shown_beside_what_is_broken(show: Showing) -> None:
    edit("specs/customer_behavior.yaml", "arguments: [horizon]", "arguments: [horizo]")
    edit("specs/loan_default.yaml", "default: 0.5", "default: 0.6")
    code, _, err = show()
    assert code == 1
    assert err.count("error[") == 1
    assert "did you mean 'horizon'?" in err
    told = json.loads(show("--json")[1])
    assert states(show) == {
        **IN_STEP,
        "customer_behavior": "broken",
        "loan_default": "would_change",
    }
    assert told["jobs"]["customer_behavior"]["compiles"] is False
    assert told["jobs"]["loan_default"]["triggers"]["daily"]["next"]
    assert [each["code"] for each in told["diagnostics"]] == ["SW204"]
    assert show("customer_behavior")[:2] == (1, "customer_behavior: broken (1 error)\n")
    assert show("loan_default")[0] == 1


def test_a_broken_project_file_blocks_all(show: Showing) -> None:
    with Path("specs/project.yaml").open("a") as file:
        file.write("foo: 1\n")
    code, out, err = show()
    assert code == 1
    assert "unknown key 'foo'" in err
    assert out.count("broken (by what it needs)") == 3
    assert "What the jobs share: broken (1 error)." in out
    Path("specs/project.yaml").unlink()
    code, out, err = show()
    assert code == 1
    assert out.count("broken (by what it needs)") == 3
    assert "write project.yaml" in err


# command lines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["loan_defaul"], "did you mean 'loan_default'?"),
        (["zzz"], "jobs: customer_behavior, loan_default, sentiment"),
        (["--specs", "elsewhere"], "there is no spec in elsewhere"),
    ],
)
def test_what_cannot_be_shown_is_told(arguments: list[str], told: str, show: Showing) -> None:
    code, out, err = show(*arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_a_time_that_is_none_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--at", "tomorrow"]) == 2
    assert "write it as 2026-01-05T06:00Z" in capsys.readouterr().err


def keys(value: Any) -> set[str]:
    """The keys that the document's own form has, without names of jobs, parameters and so on."""
    named = {"jobs", "parameters", "data", "triggers", "sets", "sends"}
    hops = {"trigger", "activity", "script"}
    found: set[str] = set()
    if isinstance(value, list):
        return found.union(*map(keys, value))
    for key, inner in value.items() if isinstance(value, dict) else ():
        found.add(key)
        inside = inner.values() if key in named | hops and isinstance(inner, dict) else [inner]
        found |= found.union(*map(keys, inside))
    return found


def test_every_key_is_documented(show: Showing) -> None:
    edit("specs/customer_behavior.yaml", "arguments: [horizon]", "arguments: [horizo]")
    page = (LOAN.parent / "docs" / "show.md").read_text("utf-8")
    told = json.loads(show("--json")[1])
    told.pop("diagnostics")
    assert {key for key in keys(told) if f"`{key}`" not in page} == set()
