"""What `scorewright diff` says: where changes show, and what the lock does not know any more."""

import json
import re
from pathlib import Path

import pytest

from generator.cli import FINE, FOUND, main
from generator.workspace.lock import Kept
from tests.diff.base import edited
from tests.support import cases
from tests.support.projects import Change, Texts, compiled, write

REPOSITORY = cases.CASES[cases.REPOSITORY]
NEW = edited(REPOSITORY, "loan_default", ("default: 0.5", "default: 0.6"))
TOLD = "  ~ parameter threshold: default 0.5 -> 0.6\n"
SHARE = Path("output/.scorewright/loan_default.json")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the repository's jobs were generated."""
    monkeypatch.chdir(tmp_path)
    write(compiled(REPOSITORY), Path("output"))
    return tmp_path


def save(specs: Texts) -> None:
    for file, text in specs.items():
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text(text, "utf-8")


def diff(specs: Texts, capsys: pytest.CaptureFixture[str], code: int = FOUND) -> str:
    save(specs)
    assert main(["diff"]) == code
    return capsys.readouterr().out


def test_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(REPOSITORY, capsys, FINE) == "Nothing would change.\n"


def test_a_change_names_the_files_that_change(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diff(NEW, capsys) == (
        "loan_default\n"
        f"{TOLD}"
        "      factory   pipeline parameter, activity Score applications\n"
        "      aml       pipeline.py, test_loan_default.py\n"
        "\n"
        "  update   output/factory/pipeline/loan_default.json\n"
        "  update   output/aml/loan_default/pipeline.py\n"
        "  update   output/aml/loan_default/test_loan_default.py\n"
        "  update   output/arm/ARMTemplateForFactory.json\n"
        "4 files would change.\n"
    )


def test_each_change_has_its_own_files(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits: list[Change] = [("pandas==3.1.1", "pandas==3.2.0"), ("nodes: 2", "nodes: 4")]
    told = diff(edited(REPOSITORY, "loan_default", *edits), capsys)
    assert told.startswith(
        "loan_default\n"
        "  ~ environment packages + pandas==3.2.0, - pandas==3.1.1\n"
        "      aml       environment.yml, pipeline.py\n"
        "  ~ step score: nodes 2 -> 4\n"
        "      aml       pipeline.py\n"
    )


def test_a_change_that_shows_in_no_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = "The day whose applications are scored."
    told = diff(edited(REPOSITORY, "loan_default", (old, "The day.")), capsys, FINE)
    assert told == "Nothing would change.\n"


def test_an_empty_folder_gets_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "loan_default (new)\n" in diff(REPOSITORY, capsys)


# what is lost -------------------------------------------------------------------------------------


def test_without_a_lock_nothing_is_called_new(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for share in SHARE.parent.iterdir():
        share.unlink()
    told = diff(NEW, capsys)
    assert "(new)" not in told
    assert told.splitlines()[0] == (
        "The lock does not hold the specs that the files were generated from, "
        "so only files are told."
    )
    assert told.splitlines()[-1] == "4 errors: nothing would be written."


def test_a_lock_that_is_made_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    SHARE.unlink()
    assert diff(REPOSITORY, capsys).splitlines()[-1] == "The lock would be written."


def test_a_lost_share_is_the_loss_of_one_job(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SHARE.unlink()
    both = edited(NEW, "sentiment", ("timeout: 2h", "timeout: 3h"))
    told = diff(both, capsys)
    assert "(new)" not in told
    assert "  ~ activity Score texts: timeout 2h -> 3h\n" in told
    assert "does not hold the spec that loan_default was generated from" in told


def with_spec(*kept: str) -> None:
    """Put another spec into the lock: its sha256 and its text; or none."""
    row = f'{json.dumps(["spec", *kept])},\n' if kept else ""
    text, replaced = re.subn(r'^\["spec", .*\n', lambda _: row, SHARE.read_text(), flags=re.M)
    assert replaced == 1
    SHARE.write_text(text)


def test_a_spec_that_is_not_in_the_lock(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_spec()
    told = diff(NEW, capsys)
    assert told.startswith("The lock does not hold the spec that loan_default was generated from")
    assert told.endswith("4 files would change.\n")


def test_a_damaged_spec(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_spec("0" * 64, "0:zz")
    assert diff(NEW, capsys).startswith("The lock does not hold the specs")


def test_an_old_spec_that_does_not_compile(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = Kept.of("version: 1\nname: loan_default\nolder: words\n")
    with_spec(kept.sha256, kept.packed)
    assert diff(NEW, capsys).startswith(
        "The specs that the files were generated from do not compile any more, so only files"
    )


def test_words_are_no_data_for_machines(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(NEW)
    assert main(["diff", "--format", "json"]) == FOUND
    printed = capsys.readouterr()
    json.loads(printed.out)
    assert TOLD in printed.err
