"""The generated Python is what a careful person would have written, and its tests pass."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cases import JOBS, JobCase
from tests.support.folder_tests import COMMAND, FolderTests, folder_tests
from tests.support.generated import ROOT, run
from tests.support.typing_judge import type_errors

RULES = "A,ARG,B,C4,C90,E,F,I,N,PERF,PIE,PT,PTH,RET,RUF,SIM,UP,W"
every_job = pytest.mark.parametrize("case", JOBS, ids=str)


def test_black_would_change_nothing(outputs: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "black", "--check", "--line-length", "88", *outputs.iterdir()],
        cwd=outputs,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(list(outputs.rglob('*.py')))} files would be left unchanged" in done.stderr


def modules(outputs: Path) -> list[str]:
    """The modules of jobs' folders, which others of them import."""
    return sorted({file.stem for file in outputs.rglob("*.py")})


def test_ruff_finds_nothing(outputs: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache"),
            *("--select", RULES, "--line-length", "100", "--target-version", "py311"),
            *("--config", f"lint.isort.known-first-party={modules(outputs)}"),
            *("--output-format", "concise", "."),
        ],
        cwd=outputs,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@every_job
def test_only_lines_with_an_endless_word_are_too_long(case: JobCase, outputs: Path) -> None:
    """As the name of a container image, and encoded text."""
    for file in case.folder(outputs).glob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            assert len(line) <= 88 or max(map(len, line.split())) > 70, line


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all folders: the types of pandas take mypy longest."""
    return tmp_path_factory.mktemp("types")


@every_job
def test_the_types_are_right(
    case: JobCase, outputs: Path, types: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MYPY_CACHE_DIR", str(types))
    assert type_errors(sorted(case.folder(outputs).glob("*.py"))) == []


def test_the_types_of_what_deploys_are_right(
    outputs: Path, types: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder by folder: all have modules of the same names."""
    monkeypatch.setenv("MYPY_CACHE_DIR", str(types))
    folders = sorted(outputs.glob("*/deploy"))
    assert len(folders) > 1
    for folder in folders:
        assert type_errors(sorted(folder.glob("*.py"))) == []


@pytest.fixture(scope="module")
def tests() -> Iterator[FolderTests]:
    with folder_tests() as tests:
        yield tests


PASSED = r"[1-9]\d* passed(, \d+ warnings)? in .*"


@every_job
def test_the_tests_pass(case: JobCase, outputs: Path, tests: FolderTests) -> None:
    last = tests.run(case.folder(outputs)).splitlines()[-1]
    assert re.fullmatch(PASSED, last), last


@pytest.mark.parametrize("folder", ["everything/aml/full_v1", "steps/aml/tables_v2"])
def test_the_tests_pass_as_users_run_them(folder: str, outputs: Path) -> None:
    last = run(COMMAND, outputs / folder, [ROOT]).splitlines()[-1]
    assert re.fullmatch(PASSED, last), last


@pytest.mark.parametrize(
    ("job", "file", "old", "new"),
    [
        ("everything/full_v1", "contract.py", "integer(minimum=-10", "integer(minimum=-11"),
        ("everything/full_v1", "contract.py", '"false": False', '"false": True'),
        ("everything/full_v1", "contract.py", "required=True", "required=False"),
        ("everything/full_v1", "contract.py", "unquote(given[1:]", "str(given[1:]"),
        ("everything/full_v1", "contract.py", "or not minimum", "and not minimum"),
        ("everything/full_v1", "entry_2.py", "def run(mini_batch", "def run(self, mini_batch"),
        ("steps/files_v1", "contract.py", "upload-{day}.csv", "upload.csv"),
        ("steps/files_v1", "contract.py", "if not target.resolve()", "if not target"),
        ("steps/files_v1", "stage_upload.py", "if not files", "if files is None"),
        ("steps/files_v1", "stage_upload.py", "file.relative_to(source)", "file.name"),
        ("steps/files_v1", "publish_rows.py", "sorted(line", "list(line"),
        ("steps/files_v1", "publish_copies.py", "copyfile(file, copy)", "move(copy, file)"),
        ("steps/tables_v2", "add.py", "run(mini_batch: pd.DataFrame, ", "run("),
    ],
)
def test_the_tests_notice_a_broken_folder(
    job: str, file: str, old: str, new: str, outputs: Path, tmp_path: Path, tests: FolderTests
) -> None:
    case, name = job.split("/")
    folder = tmp_path / name
    shutil.copytree(outputs / case / "aml" / name, folder)
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(AssertionError, match="1 failed"):
        tests.run(folder)
