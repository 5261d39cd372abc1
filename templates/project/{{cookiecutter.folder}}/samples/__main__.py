"""Run jobs here, on made-up data: python -m samples [JOB ...]"""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from samples import ROOT, Here

SAMPLES = sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py"))


def main(asked: list[str]) -> int:
    """Run the jobs that are asked for, or all; gives the first exit code that is not 0."""
    if unknown := [job for job in asked if job not in SAMPLES]:
        print(f"no samples for {', '.join(unknown)}; there are {', '.join(SAMPLES)}")
        return 2
    codes = [run(job) for job in asked or SAMPLES]
    return next(filter(None, codes), 0)


def run(job: str) -> int:
    """Lay a job's sample and run the job on it, as `scorewright run` does; gives its exit code."""
    print(f"\n{job}: made-up data", flush=True)
    arguments = import_module(f"samples.{job}").prepare(Here(job))
    command = [sys.executable, "-m", "generator", "run", job, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
