"""One step of a job, done here as Azure ML does it on a node.

    python -m demo.node FOLDER STEP

The scripts are the job's own. What is played is the mounting of folders, and the driver of a
parallel step, which imports the entry script and calls init(), run() and shutdown().
"""

import importlib
import json
import runpy
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

AZURES_OWN = ("--client_sdk_version", "1.0", "--mini_batch_size", "10")
"""Some of the arguments that Azure ML adds, which no script may stumble over."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step to play.

    Attributes:
        script: its script, in the job's folder.
        arguments: what the script is given, by name; folders as paths.
        files: of a parallel step, the folder of files that make its mini-batches.
        rows: of a parallel step, the file that the rows are written to.
        mini_batch: of a parallel step, how many files one call of run() gets.
    """

    script: str
    arguments: Mapping[str, str]
    files: str = ""
    rows: str = ""
    mini_batch: int = 10

    def text(self) -> str:
        """The step as text, for a command line."""
        return json.dumps(asdict(self))


def play(folder: Path, step: Step) -> str:
    """Run a step; gives a line that says what it did."""
    sys.path.insert(0, str(folder))
    sys.argv = [step.script, *AZURES_OWN]
    for name, value in step.arguments.items():
        sys.argv += [f"--{name}", value]
    if not step.files:
        runpy.run_path(str(folder / step.script), run_name="__main__")
        return f"{Path(step.script).stem}: done"
    return _parallel(step)


def _parallel(step: Step) -> str:
    """The parallel step, with one worker."""
    entry = importlib.import_module(Path(step.script).stem)
    files = sorted(str(path) for path in Path(step.files).rglob("*") if path.is_file())
    batches = [files[i : i + step.mini_batch] for i in range(0, len(files), step.mini_batch)]
    entry.init()
    lines = [line for batch in batches for line in entry.run(batch)]
    entry.shutdown()
    target = Path(step.rows)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return f"{len(lines)} rows in {len(batches)} mini-batches"


if __name__ == "__main__":
    given = json.loads(sys.argv[2])
    print(play(Path(sys.argv[1]), Step(**given)))
