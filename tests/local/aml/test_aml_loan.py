"""The loan-default job as it is committed, run whole: staged, scored in parallel, published."""

from pathlib import Path

import pytest

from generator.local.aml import DataRef, Datastores, LocalWorkspace, Models, Submission, load_v1
from generator.local.events import Status
from tests.support.generated import ROOT

JOB = ROOT / "output" / "aml" / "loan_default"


def write_model(file: Path) -> None:
    """A model of two columns that thinks nothing of who has no income."""
    joblib = pytest.importorskip("joblib")
    pandas = pytest.importorskip("pandas")
    linear = pytest.importorskip("sklearn.linear_model")
    rows = pandas.DataFrame({"income": [0, 1, 8, 9], "age": [30, 40, 30, 40]})
    joblib.dump(linear.LogisticRegression().fit(rows, [1, 1, 0, 0]), file)


def test_the_loan_job_runs_whole(tmp_path: Path) -> None:
    write_model(tmp_path / "model.joblib")
    applications = tmp_path / "lake" / "loans" / "applications" / "2026-01-05"
    applications.mkdir(parents=True)
    for number, income in enumerate((0, 9)):
        text = f"application_id,income,age\n000{number},{income},35\n"
        (applications / f"{number}.csv").write_text(text)
    sent = Submission(
        {"run_date": "2026-01-05", "threshold": "0.5", "factory_run_id": "F-1"},
        {"applications": DataRef("lake", "loans/applications/2026-01-05")},
    )
    workspace = LocalWorkspace(
        Datastores({"lake": str(tmp_path / "lake")}),
        Models({"loan-default:3": tmp_path / "model.joblib"}),
        processes=1,
    )
    outcome = load_v1(JOB).run(sent, workspace, tmp_path / "run", lambda event: None)
    assert (outcome.status, outcome.message) == (Status.SUCCEEDED, "")
    assert outcome.tags == {"factory_run_id": "F-1"}
    scores = (tmp_path / "lake/loans/scores/2026-01-05/scores.csv").read_text().splitlines()
    assert [(line.split(",")[0], line.split(",")[2]) for line in scores] == [
        ("0000", "1"),
        ("0001", "0"),
    ]
    given = {step.name: dict(step.parameters) for step in outcome.steps}
    assert given == {
        "stage_applications": {"factory_run_id": "F-1"},
        "score": {"threshold": "0.5"},
        "publish_scores": {"run_date": "2026-01-05"},
    }
