"""Where the demo plays: its folders, and how its steps are run and told."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output" / "aml"
BUILD = ROOT / "build" / "demo"
LAKE, LANDING = BUILD / "lake", BUILD / "landing"
"""What specs/project.yaml says that stands for the datastores here."""


def say(text: str) -> None:
    """Begin something new."""
    print(f"\n{text}", flush=True)


def run(*arguments: str) -> None:
    """Run Python in the repository's folder; what it prints is indented, a failure ends all."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        print(f"  {line.rstrip()}", flush=True)
    if process.wait():
        sys.exit(process.returncode)


def score(job: str, *arguments: str) -> Path:
    """Run a job as its trigger or somebody starts it; gives the file of scores."""
    kept = BUILD / job / "run"
    run("-m", "generator", "run", job, *arguments, "--keep", str(kept))
    report = json.loads((kept / "run.json").read_text(encoding="utf-8"))
    return Path(report["outputs"][0]["file"])


def lay(source: Path, target: Path) -> None:
    """Put a file or a folder where a job finds it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def shown(path: Path) -> str:
    """A path as a reader sees it from the repository's folder."""
    return str(path.relative_to(ROOT))
