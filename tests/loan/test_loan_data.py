"""The German credit data, and the loan default job's training and scoring on it."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from demo import german_credit
from demo.archives import UnavailableError
from tests.support.pip import no_pip
from tests.support.scripts import auc, load, rows
from tests.support.trained import LOG, trained

JOB = Path(__file__).parents[2] / "output" / "aml" / "loan_default"

needs_data = pytest.mark.skipif(
    not german_credit.is_fetched(),
    reason=f"the German credit data is not fetched: {german_credit.COMMAND}",
)

# The contract is generated from the spec; here its interface is enough.
CONTRACT = """
import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Score:
    model: Path
    threshold: float


def parse(step):
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threshold", type=float)
    return step(**vars(parser.parse_known_args()[0]))
"""

Start = Callable[..., ModuleType]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of prepared data."""
    folder = tmp_path_factory.mktemp("bank")
    german_credit.prepare(folder)
    return folder


@pytest.fixture(scope="module")
def bank(folder: Path, request: pytest.FixtureRequest) -> Path:
    """The prepared data, with the model trained on it by train.py as a user runs it."""
    pytest.importorskip(
        "sklearn", reason="scikit-learn is needed to train: pip install scikit-learn"
    )

    def train(made: Path) -> None:
        arguments = ["--data", str(folder / "train.csv"), "--model", str(made / "model.joblib")]
        command = [sys.executable, str(JOB / "train.py"), *arguments]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        (made / LOG).write_text(result.stdout)

    made = trained(request, "loan_default", train)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def start(bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a worker as Azure ML does: import the entry script under its arguments, then init()."""
    (tmp_path / "contract.py").write_text(CONTRACT)
    workers: list[ModuleType] = []

    def worker(model: Path = bank / "model.joblib", threshold: float = 0.5) -> ModuleType:
        ours = ["--model", str(model), "--threshold", str(threshold)]
        driver = ["--output", "/mnt/scores", "--mini_batch_size", "15"]
        monkeypatch.setattr(sys, "argv", ["driver.py", *driver, *ours])
        load("contract", tmp_path / "contract.py", monkeypatch)
        module = load("score", JOB / "score.py", monkeypatch)
        module.init()
        workers.append(module)
        return module

    yield worker
    for module in workers:
        module.shutdown()


def applications(bank: Path) -> list[str]:
    return sorted(str(path) for path in (bank / "applications").iterdir())


def changed(bank: Path, path: Path, edit: Callable[[dict[str, str]], dict[str, str]]) -> str:
    """Write the first file of applications, with every row edited, to a path."""
    edited = [edit(row) for row in rows(Path(applications(bank)[0]))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(edited[0]))
        writer.writeheader()
        writer.writerows(edited)
    return str(path)


class TestFetching:
    @needs_data
    def test_a_second_run_does_nothing_and_says_so(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(subprocess, "run", no_pip)
        assert german_credit.TABLE.main() == 0
        assert capsys.readouterr().out.splitlines() == [
            f"{german_credit.TABLE.path}: already there, nothing to do"
        ]

    def test_preparing_data_that_is_not_there_names_the_command(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nowhere = replace(german_credit.TABLE, path=tmp_path / "germancredit.csv")
        monkeypatch.setattr(german_credit, "TABLE", nowhere)
        with pytest.raises(UnavailableError, match=german_credit.COMMAND):
            german_credit.prepare(tmp_path)


@needs_data
class TestPreparing:
    def test_every_loan_is_either_past_or_held_out(self, folder: Path) -> None:
        past = {row["application_id"] for row in rows(folder / "train.csv")}
        held_out = {row["application_id"] for row in rows(folder / "outcomes.csv")}
        assert (len(past), len(held_out), len(past & held_out)) == (700, 300, 0)
        assert past | held_out == {f"{number:04d}" for number in range(1, 1001)}

    @pytest.mark.parametrize(("name", "bad"), [("train.csv", 210), ("outcomes.csv", 90)])
    def test_both_parts_have_the_same_share_of_bad_loans(
        self, folder: Path, name: str, bad: int
    ) -> None:
        assert [row["default"] for row in rows(folder / name)].count("1") == bad

    def test_applications_are_the_held_out_loans_in_files_of_ten(self, folder: Path) -> None:
        files = [rows(Path(path)) for path in applications(folder)]
        assert [len(file) for file in files] == [10] * 30
        names = [row["application_id"] for file in files for row in file]
        assert names == [row["application_id"] for row in rows(folder / "outcomes.csv")]

    def test_applications_do_not_tell_the_outcome(self, folder: Path) -> None:
        told = set(rows(folder / "train.csv")[0]) - {"default"}
        for path in applications(folder):
            assert all(set(row) == told for row in rows(Path(path)))
        assert "creditability" not in told

    def test_the_split_is_the_same_every_time(self, folder: Path, tmp_path: Path) -> None:
        german_credit.prepare(tmp_path)
        for path in (p for p in folder.rglob("*.csv")):
            assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


@needs_data
class TestScoring:
    def test_training_says_what_to_expect(self, bank: Path) -> None:
        words = (bank / "train.log").read_text().split()
        assert words[:2] == ["cross-validated", "AUC"]
        assert 0.76 < float(words[2]) < 0.80

    def test_held_out_applications_are_ranked_well(self, bank: Path, start: Start) -> None:
        worker, files = start(), applications(bank)
        batches = [worker.run(files[:15]), worker.run(files[15:])]
        assert [len(batch) for batch in batches] == [150, 150]
        scored = [line.split(",") for batch in batches for line in batch]
        outcomes = rows(bank / "outcomes.csv")
        assert [name for name, _, _ in scored] == [row["application_id"] for row in outcomes]
        chances = [float(chance) for _, chance, _ in scored]
        assert auc([int(row["default"]) for row in outcomes], chances) >= 0.77

    @pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 1.0])
    def test_the_flag_is_the_probability_at_or_over_the_threshold(
        self, bank: Path, start: Start, threshold: float
    ) -> None:
        scored = [line.split(",") for line in start(threshold=threshold).run(applications(bank))]
        assert [flag for _, _, flag in scored] == [
            "1" if float(chance) >= threshold else "0" for _, chance, _ in scored
        ]

    def test_a_probability_on_the_threshold_is_flagged(self, bank: Path, start: Start) -> None:
        files = applications(bank)[:1]
        name, chance, _ = start().run(files)[0].split(",")
        assert start(threshold=float(chance)).run(files)[0] == f"{name},{chance},1"

    def test_the_model_may_lie_in_a_folder(self, bank: Path, start: Start, tmp_path: Path) -> None:
        mounted = tmp_path / "model" / "3"
        mounted.mkdir(parents=True)
        (mounted / "model.joblib").write_bytes((bank / "model.joblib").read_bytes())
        files = applications(bank)
        assert start(model=tmp_path / "model").run(files) == start().run(files)

    def test_a_folder_without_one_model_is_refused(self, start: Start, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"expected one \.joblib file, found none"):
            start(model=tmp_path)

    def test_a_missing_column_is_named_with_its_file(
        self, bank: Path, start: Start, tmp_path: Path
    ) -> None:
        dropped = {"housing", "credit_amount"}
        bad = changed(
            bank,
            tmp_path / "bad.csv",
            lambda row: {name: value for name, value in row.items() if name not in dropped},
        )
        with pytest.raises(ValueError) as caught:
            start().run([*applications(bank)[:1], bad])
        assert str(caught.value) == f"{bad}: missing columns: credit_amount, housing"

    def test_a_number_that_is_none_is_an_error_with_its_file(
        self, bank: Path, start: Start, tmp_path: Path
    ) -> None:
        bad = changed(bank, tmp_path / "bad.csv", lambda row: {**row, "credit_amount": "much"})
        with pytest.raises(ValueError, match=r"(?s)bad\.csv: .*much"):
            start().run([bad])

    def test_a_file_of_nothing_lacks_all_columns(self, start: Start, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").touch()
        with pytest.raises(ValueError, match=r"empty\.csv: missing columns: application_id, "):
            start().run([str(tmp_path / "empty.csv")])

    def test_a_file_without_applications_gives_no_lines(
        self, bank: Path, start: Start, tmp_path: Path
    ) -> None:
        header = Path(applications(bank)[0]).read_text().splitlines()[0]
        (tmp_path / "header.csv").write_text(f"{header}\n")
        assert start().run([str(tmp_path / "header.csv")]) == []

    @pytest.mark.parametrize(
        ("column", "value"),
        [("housing", ""), ("housing", "7"), ("housing", "a castle"), ("credit_amount", "")],
    )
    def test_gaps_and_new_categories_are_scored(
        self, bank: Path, start: Start, tmp_path: Path, column: str, value: str
    ) -> None:
        path = changed(bank, tmp_path / "gaps.csv", lambda row: {**row, column: value})
        assert len(start().run([path])) == 10

    @pytest.mark.parametrize("name", ["0007", 'a "b", c'])
    def test_an_id_stays_as_it_is_written(
        self, bank: Path, start: Start, tmp_path: Path, name: str
    ) -> None:
        path = changed(bank, tmp_path / "names.csv", lambda row: {**row, "application_id": name})
        scored = csv.reader(start().run([path]))
        assert [fields[0] for fields in scored] == [name] * 10

    def test_nothing_is_held_after_shutdown(self, bank: Path, start: Start) -> None:
        worker = start()
        worker.shutdown()
        with pytest.raises(RuntimeError, match="before init"):
            worker.run(applications(bank))
