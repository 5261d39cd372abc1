"""`make demo`, from the committed output to the scores of all three jobs, and what they are.

One test: two workers would have to play it twice, and it writes to one folder.
"""

import re
from pathlib import Path

import pytest

from demo.jobs import customer_behavior, loan_default, sentiment
from demo.stage import BUILD, LAKE, OUTPUT, ROOT, rows
from tests.demo import direct
from tests.demo.other_sdk import JOBS, scored
from tests.support.trained import DATA, played

SCORES = {
    "loan_default": LAKE / "loans" / "scores" / loan_default.RUN_DATE / "scores.csv",
    "sentiment": LAKE / "sentiment" / sentiment.BLOB / "scores.csv",
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    for data in DATA:
        if not data.is_fetched():
            pytest.skip(f"the data are not there: {data.COMMAND}")
    return played(tmp_path_factory)


def compiling_changed_nothing(printed: str) -> None:
    assert "3 jobs in step, nothing changed." in printed


def the_scores_are_good(printed: str) -> None:
    assert figure(printed, r"AUC (\d\.\d+) on 300 applications") >= 0.77
    assert figure(printed, r"accuracy (\d\.\d+), AUC \S+ on 4044 texts") >= 0.82
    assert figure(printed, r"accuracy \S+ AUC (\d\.\d+) on 4044 texts") >= 0.90
    assert figure(printed, r"correlation (\d\.\d+), AUC") >= 0.66
    assert figure(printed, r"AUC of buying again (\d\.\d+)") >= 0.75


def figure(printed: str, pattern: str) -> float:
    found = re.search(pattern, printed)
    assert found, pattern
    return float(found[1])


def it_says_where_to_look(printed: str) -> None:
    named = re.findall(r"^  (\S+/\S+)", printed.partition("Look at")[2], re.MULTILINE)
    assert len(named) >= 8
    for path in named:
        assert (ROOT / path).is_file(), path


def customers() -> Path:
    [found] = LAKE.glob("customers/*/*/scores.csv")
    return found


def the_scores_are_what_it_says() -> None:
    loans = rows(SCORES["loan_default"])
    assert len(loans) == 300
    assert loans == sorted(loans)
    assert {flagged for _, chance, flagged in loans if float(chance) < 0.5} == {"0"}
    assert {flagged for _, chance, flagged in loans if float(chance) > 0.5} == {"1"}
    texts = rows(SCORES["sentiment"])
    assert texts == sorted(texts)
    assert all(0 <= float(chance) <= 1 for _, chance, _ in texts)
    heading, *scores = rows(customers())
    assert heading[0] == "customer_id"
    assert scores == sorted(scores)


def a_direct_call_of_the_script_gives_the_same() -> None:
    """The rows of the parallel step are those of init() and run(), one file after the other."""
    ran = BUILD / "customer_behavior" / "run" / "customer_behavior-1"
    chunks = BUILD / "sentiment" / "run" / "sentiment-1" / "1_split" / "outputs" / "chunks"
    model = BUILD / "customer_behavior" / "model.json"
    calls = {
        SCORES["loan_default"]: (
            loan_default.HERE / "applications",
            ["--model", str(loan_default.HERE / "model.joblib"), "--threshold", "0.5"],
        ),
        SCORES["sentiment"]: (
            chunks,
            ["--model", str(sentiment.HERE / "model.joblib"), "--threshold", "0.5"],
        ),
        ran
        / "2_score"
        / "outputs"
        / "predictions"
        / "predictions.csv": (
            ran / "1_prepare" / "outputs" / "customers",
            ["--model", str(model), "--horizon", str(customer_behavior.cdnow.HORIZON)],
        ),
    }
    names = ("loan_default", "sentiment", "customer_behavior")
    for name, (file, (files, arguments)) in zip(names, calls.items(), strict=True):
        lines = sorted(file.read_text("utf-8").splitlines())
        assert lines == direct.rows(OUTPUT / name, files, arguments), name


def the_other_sdk_gives_the_same(folder: Path) -> None:
    expected = {**SCORES, "customer_behavior": customers()}
    for job in JOBS:
        report = scored(job, folder / job.name)
        assert report.succeeded, (job.name, report.run.message, report.aml)
        lines = sorted(Path(report.outputs[0].file).read_text("utf-8").splitlines())
        assert lines == sorted(expected[job.name].read_text("utf-8").splitlines()), job.name


def test_the_demo_scores_and_says_so(printed: str, tmp_path: Path) -> None:
    compiling_changed_nothing(printed)
    the_scores_are_good(printed)
    it_says_where_to_look(printed)
    the_scores_are_what_it_says()
    a_direct_call_of_the_script_gives_the_same()
    the_other_sdk_gives_the_same(tmp_path)
