"""The steps before and after the scoring, on small shops: what counts, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.customers.conftest import Main, Script
from tests.support.scripts import Rows, rows

PURCHASES = """\
customer_id,date,quantity,value
02,1997-09-16,1,10.00
01,1997-09-02,1,10.00
01,1997-09-30,2,25.00
01,1997-09-02,3,31.00
03,1997-10-01,1,10.00
02,1997-10-08,1,10.00
04,1997-09-30,1,0.00
02,1997-09-20,-1,-10.00
"""


@pytest.fixture
def transactions(tmp_path: Path) -> Path:
    folder = tmp_path / "transactions"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "september.csv").write_text(PURCHASES)
    (folder / "_SUCCESS").touch()
    return folder


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    folder = tmp_path / "predictions"
    folder.mkdir()
    lines = [f"{number:02d},{20 - number}.000000,0.{number:02d}0000\n" for number in range(20)]
    (folder / "predictions.csv").write_text("".join(reversed(lines)))
    return folder


class TestPrepare:
    @pytest.fixture
    def customers(self, transactions: Path, main: Main, tmp_path: Path) -> Rows:
        given = {"transactions": transactions, "customers": tmp_path / "customers"}
        printed = main("prepare", **given, window_end="1997-10-01")
        assert printed == "3 customers in 1 files\n"
        return rows(tmp_path / "customers" / "customers_00001.csv")

    def test_days_count_once_and_times_are_weeks(self, customers: Rows) -> None:
        assert customers[0] == {
            "customer_id": "01",
            "frequency": "1",
            "recency": "4.000000",
            "age": "4.000000",
        }

    def test_what_came_back_or_comes_later_does_not_count(self, customers: Rows) -> None:
        second = customers[1]
        assert (second["customer_id"], second["frequency"], second["age"]) == (
            "02",
            "0",
            "2.000000",
        )

    def test_the_window_s_end_is_outside(self, customers: Rows) -> None:
        assert [row["customer_id"] for row in customers] == ["01", "02", "04"]
        assert list(customers[2].values()) == ["04", "0", "0.000000", "0.000000"]

    def test_ages_end_with_the_window_not_with_the_purchases(
        self, transactions: Path, script: Script
    ) -> None:
        prepare = script("prepare")
        customers = prepare.summary(prepare.read(transactions), prepare.day("1997-10-29"))
        assert list(customers["age"]) == [8, 6, 27 / 7, 4]
        assert list(customers["recency"]) == [4, 22 / 7, 0, 0]

    @pytest.mark.parametrize(
        ("window_end", "message"),
        [
            ("1997-09-02", "no purchase before 1997-09-02: the first is of 1997-09-02"),
            ("1997-02-29", "window_end: '1997-02-29' is not a day like 1997-10-01"),
            ("", "window_end: '' is not a day"),
        ],
    )
    def test_a_window_with_nobody_in_it_is_refused(
        self, transactions: Path, main: Main, tmp_path: Path, window_end: str, message: str
    ) -> None:
        given = {"transactions": transactions, "customers": tmp_path / "customers"}
        with pytest.raises(ValueError, match=message):
            main("prepare", **given, window_end=window_end)
        assert not (tmp_path / "customers").exists()

    def test_a_shop_that_sold_nothing_says_so(self, script: Script, tmp_path: Path) -> None:
        prepare = script("prepare")
        with pytest.raises(FileNotFoundError, match="there is no CSV file in"):
            prepare.read(tmp_path)
        (tmp_path / "none.csv").write_text(PURCHASES.splitlines()[0])
        with pytest.raises(ValueError, match="before 1997-10-01: none at all"):
            prepare.summary(prepare.read(tmp_path), prepare.day("1997-10-01"))

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            (PURCHASES, "", "missing columns: customer_id, date, quantity"),
            ("quantity", "number", "missing columns: quantity"),
            ("1997-09-16", "16.9.1997", "row 1: date: '16.9.1997' is not a day like 1997-09-30"),
            ("1997-09-30,2", "1997-09-31,2", "row 3: date: '1997-09-31' is not a day"),
            ("30,2", "30,", "row 3: quantity: '' is not a number (1 such rows)"),
            ("\n01,", "\n ,", "row 2: customer_id: ' ' is not a customer's id (3 such rows)"),
        ],
    )
    def test_what_cannot_be_read_is_named_with_its_file(
        self, transactions: Path, script: Script, old: str, new: str, message: str
    ) -> None:
        (transactions / "worse.csv").write_text(PURCHASES.replace(old, new))
        with pytest.raises(ValueError) as caught:
            script("prepare").read(transactions)
        assert str(caught.value).startswith(f"{transactions / 'worse.csv'}: {message}")

    def test_files_are_small_and_an_earlier_run_s_are_gone(
        self, script: Script, tmp_path: Path
    ) -> None:
        lines = [f"{number:04d},1997-09-01,1,1\n" for number in range(2001)]
        (tmp_path / "many.csv").write_text(PURCHASES.splitlines()[0] + "\n" + "".join(lines))
        prepare, target = script("prepare"), tmp_path / "customers"
        customers = prepare.summary(prepare.read(tmp_path), prepare.day("1997-10-01"))
        assert prepare.write(customers, target) == 3
        (target / "notes.txt").touch()
        sizes = [len(rows(path)) for path in sorted(target.glob("*.csv"))]
        assert sizes == [1000, 1000, 1]
        assert prepare.write(customers[:1000], target) == 1
        names = sorted(path.name for path in target.iterdir())
        assert names == ["customers_00001.csv", "notes.txt"]


class TestPublish:
    def test_scores_are_in_order_under_a_header(
        self, predictions: Path, main: Main, tmp_path: Path
    ) -> None:
        given = {"predictions": predictions, "scores": tmp_path / "scores"}
        assert main("publish", **given, window_end="1997-10-01") == "20 customers published\n"
        lines = (tmp_path / "scores" / "scores.csv").read_bytes().decode().split("\n")
        assert lines[:2] == ["customer_id,expected_purchases,alive", "00,20.000000,0.000000"]
        assert [line[:2] for line in lines[1:-1]] == [f"{number:02d}" for number in range(20)]
        assert json.loads((tmp_path / "scores" / "summary.json").read_text()) == {
            "window_end": "1997-10-01",
            "customers": 20,
            "expected_purchases": 210.0,
            "best_tenth": round(39 / 210, 4),
            "probably_gone": 20,
        }

    def test_the_order_of_rows_changes_nothing(
        self, predictions: Path, script: Script, tmp_path: Path
    ) -> None:
        publish = script("publish")
        publish.publish(predictions, tmp_path / "first", "1997-10-01")
        file = predictions / "predictions.csv"
        file.write_text("".join(sorted(file.read_text().splitlines(keepends=True))))
        publish.publish(predictions, tmp_path / "second", "1997-10-01")
        for name in ("scores.csv", "summary.json"):
            first, second = tmp_path / "first" / name, tmp_path / "second" / name
            assert first.read_bytes() == second.read_bytes()

    def test_a_row_that_is_there_twice_counts_once(
        self, predictions: Path, script: Script, tmp_path: Path
    ) -> None:
        file = predictions / "predictions.csv"
        file.write_text(2 * file.read_text())
        assert script("publish").publish(predictions, tmp_path, "1997-10-01") == 20

    def test_nothing_expected_is_no_fault(self, script: Script) -> None:
        publish = script("publish")
        summary = publish.summary([publish.Score("1", "0.000000", "1.000000")], "1997-10-01")
        assert summary["best_tenth"] == 0

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "nobody was scored"),
            ("1,0.5,0.5\n1,0.6,0.5\n", "customer 1 has two different scores"),
            ("1,0.5\n", "row 1: '1,0.5' is not a score"),
            ("1,0.5,0.5\n2,0.5,0.5,0\n", "row 2: '2,0.5,0.5,0' is not a score"),
            ("1,nan,0.5\n", "row 1: '1,nan,0.5' is not a score"),
            ("1,-1,0.5\n", "row 1: '1,-1,0.5' is not a score"),
            ("1,0.5,1.5\n", "row 1: '1,0.5,1.5' is not a score"),
            ("customer_id,expected_purchases,alive\n", "row 1: 'customer_id,"),
        ],
    )
    def test_what_is_no_score_is_refused(
        self, predictions: Path, script: Script, tmp_path: Path, text: str, message: str
    ) -> None:
        file = predictions / "predictions.csv"
        file.write_text(text)
        with pytest.raises(ValueError) as caught:
            script("publish").publish(predictions, tmp_path / "scores", "1997-10-01")
        assert str(caught.value).startswith(f"{file}: {message}")
        assert not (tmp_path / "scores").exists()
