"""A direct call of a job's entry script: no SDK, no driver, no factory."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PROGRAM = """\
import sys
from pathlib import Path

folder, files, *sys.argv[1:] = sys.argv[1:]
sys.path.insert(0, folder)
import score

score.init()
for file in sorted(path for path in Path(files).rglob("*") if path.is_file()):
    for row in score.run([str(file)]):
        print(row)
"""


def rows(folder: Path, files: Path, arguments: Sequence[str]) -> list[str]:
    """What init() and run() of `score.py` give for the files of a folder, one by one, sorted.

    Args:
        folder: the job's folder.
        files: a folder of what is scored.
        arguments: the command line of the script.
    """
    command = [sys.executable, "-c", _PROGRAM, str(folder), str(files), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())
