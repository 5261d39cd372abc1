"""Where the demo plays: its folders, and how its steps are run and told."""

import csv
import subprocess
import sys
from pathlib import Path

from demo.node import Step

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / "output" / "aml"
BUILD = ROOT / "build" / "demo"


def say(text: str) -> None:
    """Begin something new."""
    print(f"\n{text}", flush=True)


def run(*arguments: str) -> None:
    """Run Python in the repository's folder; what it prints is indented, a failure ends all."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for line in (done.stdout + done.stderr).splitlines():
        print(f"  {line.strip()}", flush=True)
    if done.returncode:
        sys.exit(done.returncode)


def play(job: str, *steps: Step) -> None:
    """Run steps of a job, one after the other, each in a process of its own."""
    for step in steps:
        run("-m", "demo.node", str(OUTPUT / job), step.text())


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def shown(path: Path) -> str:
    """A path as a reader sees it from the repository's folder."""
    return str(path.relative_to(ROOT))
