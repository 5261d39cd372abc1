"""Measure, and print the ratios beside the goals: `python -m benchmarks --jobs 1000`."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.rows import Bench, Row

MEMORY = 600
"""The most memory in MB that any run may take."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3, help="how often each command is run")
    parser.add_argument(
        "--times", type=int, default=0, help="also measure this many times the jobs"
    )
    given = parser.parse_args()
    print(f"{'':32}{'seconds':>8}{'':2}{'beside':16}{'seconds':>8}{'ratio':>8}{'goal':>6}{'MB':>6}")
    with tempfile.TemporaryDirectory(prefix="scorewright-bench-") as name:
        bench = Bench(Path(name), given.jobs, given.runs)
        missed = [row for row in bench.rows() if not _told(row)]
        if given.times:
            missed += [row for row in bench.sizes(given.times) if not _told(row)]
    sys.exit(f"{len(missed)} of the goals are missed." if missed else 0)


def _told(row: Row) -> bool:
    """Print a row; says whether the goal was reached."""
    reached = row.ratio <= row.goal and row.run.memory <= MEMORY
    print(
        f"{row.what:32}{row.run.wall:8.2f}  {row.beside:16}{row.other.wall:8.2f}"
        f"{row.ratio:8.2f}{row.goal:6.1f}{row.run.memory:6.0f}{'' if reached else '  missed'}",
        flush=True,
    )
    return reached


if __name__ == "__main__":
    main()
