"""The rated texts, and the sentiment job's training on them."""

import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import joblib
import pytest

from demo import rated_texts
from demo.archives import UnavailableError
from tests.sentiment.conftest import Script, train
from tests.support.pip import no_pip
from tests.support.scripts import rows


class TestFetching:
    def test_a_second_run_does_nothing_and_says_so(
        self, team: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(subprocess, "run", no_pip)
        assert rated_texts.TEXTS.main() == 0
        assert capsys.readouterr().out.splitlines() == [
            f"{rated_texts.TEXTS.path}: already there, nothing to do"
        ]

    def test_preparing_data_that_is_not_there_names_the_command(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nowhere = replace(rated_texts.TEXTS, path=tmp_path / "texts.tar.gz")
        monkeypatch.setattr(rated_texts, "TEXTS", nowhere)
        with pytest.raises(UnavailableError, match=rated_texts.COMMAND):
            rated_texts.prepare(tmp_path)


class TestPreparing:
    def test_every_text_is_either_past_or_held_out(self, team: Path) -> None:
        past = [row["text_id"] for row in rows(team / "train.csv")]
        new = [row["text_id"] for row in rows(team / "outcomes.csv")]
        assert (len(past), len(new)) == (12_131, 4_044)
        assert len({*past, *new}) == len(past) + len(new)
        assert {len(name) for name in past + new} == {5}
        assert past[0] == "00001"

    def test_no_text_is_both_but_for_case_and_signs(self, team: Path) -> None:
        past, new = (
            {" ".join(re.findall(r"\w+", row["text"].lower())) for row in rows(team / name)}
            for name in ("train.csv", "uploads/texts.csv")
        )
        assert not past & new

    @pytest.mark.parametrize("name", ["train.csv", "outcomes.csv"])
    def test_both_parts_have_the_same_share_of_positive_texts(self, team: Path, name: str) -> None:
        outcomes = [row["positive"] for row in rows(team / name)]
        assert set(outcomes) == {"0", "1"}
        assert outcomes.count("1") / len(outcomes) == pytest.approx(8_916 / 16_175, abs=1e-4)

    def test_the_upload_is_one_file_that_does_not_tell_the_outcome(self, team: Path) -> None:
        (upload,) = (team / "uploads").iterdir()
        texts = rows(upload)
        assert all(row.keys() == {"text_id", "text"} for row in texts)
        outcomes = rows(team / "outcomes.csv")
        assert [row["text_id"] for row in texts] == [row["text_id"] for row in outcomes]

    def test_texts_are_as_they_were_rated(self, team: Path) -> None:
        texts = {row["text_id"]: row["text"] for row in rows(team / "train.csv")}
        assert texts["00002"] == "Yay. Another good phone interview."
        assert not any(re.search(r"[\r\n\t]", text) for text in texts.values())

    def test_the_split_is_the_same_every_time(self, team: Path, tmp_path: Path) -> None:
        rated_texts.prepare(tmp_path)
        for path in tmp_path.rglob("*.csv"):
            assert (team / path.relative_to(tmp_path)).read_bytes() == path.read_bytes()


class TestTraining:
    @pytest.fixture
    def some(self, team: Path, tmp_path: Path) -> Path:
        """A few of the rated texts."""
        lines = (team / "train.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / "some.csv").write_text("".join(lines[:300]), encoding="utf-8")
        return tmp_path / "some.csv"

    def test_it_says_what_to_expect(self, model: Path) -> None:
        words = (model.parent / "train.log").read_text().split()
        assert words[:2] == ["cross-validated", "AUC"]
        assert 0.89 < float(words[2]) < 0.92

    def test_the_same_texts_give_the_same_model(
        self, some: Path, tmp_path: Path, script: Script
    ) -> None:
        texts = script("texts").features([row["text"] for row in rows(some)])
        chances = []
        for seed in ("1", "2"):
            model = tmp_path / f"{seed}.joblib"
            done = train(some, model, {**os.environ, "PYTHONHASHSEED": seed})
            assert done.returncode == 0, done.stderr
            # The files differ: in its words' part scikit-learn keeps an address in memory.
            chances.append(joblib.load(model).predict_proba(texts).tobytes())
        assert chances[0] == chances[1]

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("text_id,text,positive", "text_id,text,rating", "missing columns: positive"),
            (",1\n", ",yes\n", "text_id 00001: positive is 'yes', not 0 or 1"),
        ],
        ids=["no outcome", "another outcome"],
    )
    def test_what_it_cannot_learn_from_is_refused(
        self, some: Path, tmp_path: Path, script: Script, old: str, new: str, message: str
    ) -> None:
        some.write_text(some.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        model = tmp_path / "model.joblib"
        with pytest.raises(ValueError, match=message):
            script("train").main(["--data", str(some), "--model", str(model)])
        assert not model.exists()
