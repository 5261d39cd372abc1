"""A job's folder of AML code, as its users have it: imported, run, and run by pytest."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UPLOADED = ("{script}", "pipeline.py", "contract.py", "words/list.txt")
LEFT_OUT = ("test_{name}.py", "__pycache__/a.pyc", ".cache/a")
"""Files of a job's folder that its nodes get, and files that they need not get."""


def append(file: Path) -> None:
    """Change a file, or make it."""
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write("# changed\n")


@contextmanager
def importable(*folders: Path) -> Iterator[None]:
    """Let modules of some folders be imported, and forget them afterwards.

    Every job has a module `contract`: what another folder called so is hidden as long as it lasts.
    """
    names = {file.stem for folder in folders for file in folder.iterdir()}
    hidden = {name: sys.modules.pop(name) for name in [*sys.modules] if _top(name) in names}
    with pytest.MonkeyPatch.context() as patch:
        for folder in folders:
            patch.syspath_prepend(folder)
        patch.setattr(sys, "dont_write_bytecode", True)
        try:
            yield
        finally:
            for name in [name for name in sys.modules if _top(name) in names]:
                del sys.modules[name]
            sys.modules.update(hidden)


def _top(module: str) -> str:
    return module.partition(".")[0]


def environment(path: Sequence[Path] = ()) -> dict[str, str]:
    """The environment of a process that looks for modules in some folders too.

    Of this process's own variables it has PATH and HOME only.
    """
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "PYTHONPATH": os.pathsep.join(map(str, path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        # Only the plugins that a command names: others take a second to start.
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }


def run(
    command: Sequence[str | Path], folder: Path, path: Sequence[Path] = (), **variables: str
) -> str:
    """Run Python in a folder, and give what it prints.

    Args:
        command: its arguments.
        folder: the current folder.
        path: where else modules are looked for.
        variables: those of the environment, beside what it always has.

    Raises:
        AssertionError: it fails; the message is what it printed.
    """
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment(path) | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
