"""`make demo`: compile the loan-default job, and score the German credit data with what came out.

What Azure ML would do with the job's folder is done here with files: the data are staged, the entry
script is driven through init(), run() and shutdown(), the rows are published to the run's folder.
"""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from demo import german_credit
from demo.job import BUILD, ROOT, TRAIN, scores_of


def main() -> int:
    """Run the demo; gives the exit code of the first step that failed, or 0."""
    shutil.rmtree(BUILD, ignore_errors=True)
    german_credit.prepare(BUILD)
    say("Compile specs/ to output/")
    run("-m", "generator", "generate")
    say("Train a model on 700 loans")
    model = BUILD / "model.joblib"
    run(str(TRAIN), "--data", str(BUILD / "train.csv"), "--model", str(model))
    say("Score 300 other applications with the generated job")
    scores = score(model)
    say("Judge the scores by what became of the loans")
    print(f"  AUC {auc(scores, BUILD / 'outcomes.csv'):.3f} on {len(rows(scores))} applications")
    print(look_at(scores))
    return 0


def say(text: str) -> None:
    print(f"\n{text}", flush=True)


def run(*arguments: str) -> None:
    """Run Python in the repository's folder; what it prints is indented."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for line in (done.stdout + done.stderr).splitlines():
        print(f"  {line.strip()}", flush=True)
    if done.returncode:
        sys.exit(done.returncode)


def score(model: Path) -> Path:
    """Take the applications through the job's three steps; gives the file of scores."""
    folders = {name: str(BUILD / name) for name in ("applications", "staged", "rows", "scores")}
    run("-m", "demo.worker", "stage", folders["applications"], folders["staged"])
    run("-m", "demo.worker", "score", folders["staged"], folders["rows"], str(model))
    run("-m", "demo.worker", "publish", folders["rows"], folders["scores"])
    return scores_of(Path(folders["scores"]))


def rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def auc(scores: Path, outcomes: Path) -> float:
    """How often a bad loan is ranked above a good one."""
    from sklearn.metrics import roc_auc_score

    truth = {identity: int(outcome) for identity, outcome in rows(outcomes)[1:]}
    scored = {identity: float(chance) for identity, chance, _ in rows(scores)}
    if scored.keys() != truth.keys():
        raise SystemExit(f"{len(truth)} applications went in, {len(scored)} came out")
    return float(roc_auc_score([truth[each] for each in scored], list(scored.values())))


def look_at(scores: Path) -> str:
    """Where to look now."""
    return f"""
Look at
  specs/loan_default.yaml                          the job, declared once
  output/factory/pipeline/loan_default.json        what Data Factory runs
  output/aml/loan_default/pipeline.py              what Azure ML runs
  output/arm/ARMTemplateForFactory.json            what is deployed, with parameters per environment
  {scores.relative_to(ROOT)}          application, probability of default, flagged

Try: change the threshold's default in the spec, and run .venv/bin/scorewright generate"""


if __name__ == "__main__":
    sys.exit(main())
