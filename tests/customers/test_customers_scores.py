"""The job's way from CDNOW's purchases to scores, judged by what its customers bought after."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from demo import cdnow
from tests.customers.conftest import Main, Start, Train
from tests.support.scripts import Rows, rows

stats = pytest.importorskip("scipy.stats")

MODEL = '{"r": 0.25, "alpha": 4.8, "a": 0.72, "b": 2.16}'
CUSTOMERS = """\
customer_id,frequency,recency,age
0007,0,0.000000,38.857143
NA,3,20.000000,38.714286
"""


@pytest.fixture
def files(shop: Path, main: Main, tmp_path: Path) -> list[str]:
    """The customers as prepare.py writes them."""
    given = {"transactions": shop / "transactions", "customers": tmp_path / "customers"}
    printed = main("prepare", **given, window_end=cdnow.WINDOW_END)
    assert printed == "23570 customers in 24 files\n"
    return sorted(str(path) for path in (tmp_path / "customers").iterdir())


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """A model and a file of customers that need no data."""
    model, customers = tmp_path / "model.json", tmp_path / "customers.csv"
    model.write_text(MODEL)
    customers.write_text(CUSTOMERS)
    return model, customers


class TestTraining:
    def test_the_parameters_are_the_known_ones(self, model: Path) -> None:
        # The package Lifetimes finds 0.2516, 4.789, 0.7234 and 2.161 in the same purchases.
        known = {"r": 0.2516, "alpha": 4.789, "a": 0.7234, "b": 2.161}
        assert json.loads(model.read_text()) == pytest.approx(known, rel=2e-4)

    def test_training_says_what_it_is_worth(self, model: Path) -> None:
        checked, fitted = (model.parent / "train.log").read_text().splitlines()
        assert checked == (
            "without the last 13 weeks: 7537 purchases expected in them, 7195 made "
            "(correlation 0.588 over 23570 customers)"
        )
        assert fitted.startswith("fitted to 23570 customers: Model(r=0.2516")

    def test_the_model_is_the_same_however_the_purchases_are_filed(
        self, model: Path, shop: Path, train: Train, tmp_path: Path
    ) -> None:
        purchases = [row for file in (shop / "transactions").iterdir() for row in rows(file)]
        with (tmp_path / "all.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(purchases[0]))
            writer.writeheader()
            writer.writerows(reversed(purchases))
        assert train(tmp_path, tmp_path / "model.json").returncode == 0
        assert (tmp_path / "model.json").read_bytes() == model.read_bytes()

    def test_too_short_a_time_says_so(self, train: Train, tmp_path: Path) -> None:
        (tmp_path / "late.csv").write_text("customer_id,date,quantity\n1,1997-09-01,1\n")
        trained = train(tmp_path, tmp_path / "model.json")
        assert trained.returncode != 0
        assert "no purchase before 1997-07-02: the first is of 1997-09-01" in trained.stderr


class TestForecast:
    @pytest.fixture
    def scored(
        self, files: list[str], model: Path, start: Start, main: Main, tmp_path: Path
    ) -> Rows:
        """The scores as publish.py writes them, from mini-batches that end in any order."""
        worker, predictions = start(model), tmp_path / "predictions"
        batches = [worker.run(files[first : first + 5]) for first in range(20, -1, -5)]
        assert [len(batch) for batch in batches] == [3570, 5000, 5000, 5000, 5000]
        predictions.mkdir()
        lines = [f"{line}\n" for batch in batches for line in batch]
        (predictions / "predictions.csv").write_text("".join(lines))
        given = {"predictions": predictions, "scores": tmp_path / "scores"}
        main("publish", **given, window_end=cdnow.WINDOW_END)
        return rows(tmp_path / "scores" / "scores.csv")

    def test_who_buys_again_and_how_often_is_forecast(self, shop: Path, scored: Rows) -> None:
        outcomes = rows(shop / "outcomes.csv")
        assert [row["customer_id"] for row in scored] == [row["customer_id"] for row in outcomes]
        expected = numpy.array([float(row["expected_purchases"]) for row in scored])
        made = numpy.array([int(row["purchases"]) for row in outcomes])
        # Measured: correlation 0.669, mean error 0.819, 16,874 of 19,684 purchases, AUC 0.763.
        assert numpy.corrcoef(expected, made)[0, 1] == pytest.approx(0.669, abs=0.001)
        assert abs(expected - made).mean() == pytest.approx(0.819, abs=0.001)
        assert expected.sum() == pytest.approx(16_874, abs=5)
        again = stats.mannwhitneyu(expected[made > 0], expected[made == 0]).statistic
        assert again / ((made > 0).sum() * (made == 0).sum()) == pytest.approx(0.763, abs=0.001)

    def test_the_summary_is_of_all(self, scored: Rows, tmp_path: Path) -> None:
        summary = json.loads((tmp_path / "scores" / "summary.json").read_text())
        assert (summary["window_end"], summary["customers"]) == ("1997-10-01", 23_570)
        assert summary["expected_purchases"] == pytest.approx(16_874, abs=5)
        # Who bought once is alive for certain; more than half of all bought once.
        alive = [float(row["alive"]) for row in scored]
        assert summary["probably_gone"] == sum(chance < 0.5 for chance in alive) == 3920
        assert sum(chance == 1 for chance in alive) == 14_119


class TestScoring:
    def test_each_customer_has_her_line_in_order(
        self, small: tuple[Path, Path], start: Start
    ) -> None:
        model, customers = small
        lines = [line.split(",") for line in start(model).run([str(customers)])]
        assert [name for name, _, _ in lines] == ["0007", "NA"]
        assert lines[0][2] == "1.000000"
        assert 0 < float(lines[1][2]) < 1

    def test_a_longer_horizon_holds_more(self, small: tuple[Path, Path], start: Start) -> None:
        model, customers = small
        week, year = (start(model, weeks).run([str(customers)]) for weeks in (1, 52))
        for soon, later in zip(week, year, strict=True):
            assert 0 < float(soon.split(",")[1]) < float(later.split(",")[1])

    def test_no_weeks_to_come_are_refused(self, small: tuple[Path, Path], start: Start) -> None:
        with pytest.raises(ValueError, match="horizon: 0 is not a number of weeks to come"):
            start(small[0], 0)

    def test_the_model_may_lie_in_a_folder(
        self, small: tuple[Path, Path], start: Start, tmp_path: Path
    ) -> None:
        model, customers = small
        mounted = tmp_path / "model" / "3"
        mounted.mkdir(parents=True)
        with pytest.raises(ValueError, match=r"expected one \.json file, found none"):
            start(tmp_path / "model")
        (mounted / "model.json").write_text(MODEL)
        files = [str(customers)]
        assert start(tmp_path / "model").run(files) == start(model).run(files)

    @pytest.mark.parametrize(
        ("edit", "message"),
        [
            (lambda _: "", "missing columns: customer_id, frequency, recency, age"),
            (lambda text: text.replace("age", "days"), "missing columns: age"),
            (lambda text: text.replace("NA,3", "NA,many"), "customer NA: no such history: .*many"),
            (lambda text: text.replace("NA,3", "NA,"), "customer NA: no such history"),
            (lambda text: text.replace("NA,3", "NA,0"), "customer NA: no such history"),
            (lambda text: text.replace("NA,3", "NA,3.5"), "customer NA: no such history"),
            (lambda text: text.replace("0007,0", "0007,-1"), "customer 0007: no such history"),
            (lambda text: text.replace("38.7", "18.7"), "customer NA: no such history"),
            (lambda text: text.replace("38.714286", "inf"), "customer NA: no such history"),
        ],
    )
    def test_a_history_there_cannot_be_is_named_with_its_file(
        self,
        small: tuple[Path, Path],
        start: Start,
        edit: Callable[[str], str],
        message: str,
    ) -> None:
        model, customers = small
        customers.write_text(edit(CUSTOMERS))
        with pytest.raises(ValueError, match=rf"customers\.csv: {message}"):
            start(model).run([str(customers)])

    @pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
    def test_a_model_without_an_answer_is_refused(
        self, small: tuple[Path, Path], start: Start
    ) -> None:
        model, customers = small
        model.write_text('{"r": 0.25, "alpha": 4.8, "a": 0.5, "b": 0.5}')
        with pytest.raises(ValueError, match=r"customers\.csv: Model\(.* has no answer"):
            start(model).run([str(customers)])

    def test_nobody_gives_no_lines(self, small: tuple[Path, Path], start: Start) -> None:
        model, customers = small
        customers.write_text(CUSTOMERS.splitlines(keepends=True)[0])
        assert start(model).run([str(customers)]) == []

    def test_nothing_is_held_after_shutdown(self, small: tuple[Path, Path], start: Start) -> None:
        worker = start(small[0])
        worker.shutdown()
        with pytest.raises(RuntimeError, match="before init"):
            worker.run([])
