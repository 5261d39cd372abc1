"""The parallel step of the sentiment job, with the model trained on the rated texts."""

import csv
import time
from pathlib import Path

import pytest

from tests.sentiment.conftest import Script, Start
from tests.support.scripts import auc, rows


@pytest.fixture
def files(script: Script, team: Path, tmp_path: Path) -> list[str]:
    """The upload as split.py splits it."""
    script("split").split(team / "uploads", tmp_path / "chunks")
    return sorted(str(path) for path in (tmp_path / "chunks").iterdir())


def written(path: Path, *texts: tuple[str, str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("text_id", "text"), *texts])
    return str(path)


def test_held_out_texts_are_told_apart(team: Path, files: list[str], start: Start) -> None:
    scored = list(csv.reader(start().run(files)))
    outcomes = rows(team / "outcomes.csv")
    assert [name for name, _, _ in scored] == [row["text_id"] for row in outcomes]
    truth = [int(row["positive"]) for row in outcomes]
    # Measured: 0.913, and 0.833 told right.
    assert auc(truth, [float(chance) for _, chance, _ in scored]) > 0.90
    right = sum(int(flag) == one for (_, _, flag), one in zip(scored, truth, strict=True))
    assert right / len(truth) > 0.82


def test_how_the_files_are_batched_changes_nothing(files: list[str], start: Start) -> None:
    lines = start().run(files)
    worker = start()
    assert [line for file in files for line in worker.run([file])] == lines


def test_plain_words_are_understood(tmp_path: Path, start: Start) -> None:
    path = written(tmp_path / "a.csv", ("1", "I love it, great!"), ("2", "Awful. I hate it."))
    assert [line[-1] for line in start().run([path])] == ["1", "0"]


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 1.0])
def test_positive_is_the_probability_at_or_over_the_threshold(
    files: list[str], start: Start, threshold: float
) -> None:
    scored = [line.split(",") for line in start(threshold=threshold).run(files[:1])]
    assert [flag for _, _, flag in scored] == [
        "1" if float(chance) >= threshold else "0" for _, chance, _ in scored
    ]


def test_a_probability_on_the_threshold_is_positive(files: list[str], start: Start) -> None:
    name, chance, _ = start().run(files[:1])[0].split(",")
    assert start(threshold=float(chance)).run(files[:1])[0] == f"{name},{chance},1"


def test_the_model_may_lie_in_a_folder(
    model: Path, files: list[str], start: Start, tmp_path: Path
) -> None:
    mounted = tmp_path / "model" / "3"
    mounted.mkdir(parents=True)
    (mounted / "model.joblib").write_bytes(model.read_bytes())
    assert start(model=tmp_path / "model").run(files[:1]) == start().run(files[:1])


def test_a_folder_without_one_model_is_refused(start: Start, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected one \.joblib file, found none"):
        start(model=tmp_path)


def test_any_text_gets_one_line(tmp_path: Path, start: Start) -> None:
    texts = ["two\nlines", "a\rreturn", 'a "b", c', "😀👍🏽", "很好", "a\u2028b\x85c\x00", "", "NA"]
    path = written(tmp_path / "a.csv", *((f"{i:04d}", text) for i, text in enumerate(texts)))
    lines = start().run([path])
    assert [line.partition(",")[0] for line in lines] == [f"{i:04d}" for i in range(len(texts))]
    assert all(0 < float(line.split(",")[1]) < 1 for line in lines)


def test_emoji_count(tmp_path: Path, start: Start) -> None:
    path = written(
        tmp_path / "a.csv", ("1", "the film 😍"), ("2", "the film"), ("3", "the film 😭")
    )
    chances = [float(line.split(",")[1]) for line in start().run([path])]
    assert chances[0] > chances[1] > chances[2]


@pytest.mark.parametrize("name", ["0007", "1e5", 'a "b", c', "ключ", " 7"])
def test_an_id_stays_as_it_is_written(tmp_path: Path, start: Start, name: str) -> None:
    lines = start().run([written(tmp_path / "a.csv", (name, "well"))])
    assert [fields[0] for fields in csv.reader(lines)] == [name]


def test_a_long_text_does_not_hold_up_the_others(tmp_path: Path, start: Start) -> None:
    """VADER alone would take a minute for it."""
    path = written(tmp_path / "a.csv", ("1", "good day " * 14_000))
    began = time.process_time()
    assert start().run([path])[0].endswith(",1")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text_id,text\n", "a.csv: there are no texts in it"),
        ("", "a.csv, line 0: missing columns: text_id, text"),
        ("text_id\n1\n", "a.csv, line 1: missing columns: text"),
        ('text_id,text\n1,"well\n', "a.csv, line 2: unexpected end of data"),
    ],
)
def test_a_file_that_cannot_be_scored_is_named(
    tmp_path: Path, files: list[str], start: Start, content: str, message: str
) -> None:
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(ValueError) as caught:
        start().run([*files[:1], str(tmp_path / "a.csv")])
    assert str(caught.value) == f"{tmp_path}/{message}"


def test_nothing_is_held_after_shutdown(files: list[str], start: Start) -> None:
    worker = start()
    worker.shutdown()
    with pytest.raises(RuntimeError, match="before init"):
        worker.run(files)
