"""The tests of jobs' folders, run by pytest without Azure: each in a process of its own.

What takes seconds to import is imported once: `python -m tests.support.folder_tests` reads folders
from its input, forks for each, and writes the exit code and what pytest printed.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

import pytest
from _pytest.config import default_plugins

from tests.support.generated import ROOT, environment

COMMAND = ("-m", "pytest", "-qx", "-p", "no:cacheprovider", "-p", "tests.support.offline")
"""How the tests of the folder are run that Python is started in."""
SLOW = ("azure.ai.ml", "azure.ai.ml.dsl", "azure.ai.ml.parallel", "pandas")


@dataclass(frozen=True, slots=True)
class FolderTests:
    """Runs the tests of folders, with what is slow imported already."""

    asked: IO[str]
    answered: IO[str]

    def run(self, folder: Path) -> str:
        """Run a folder's tests; gives what is printed.

        Raises:
            AssertionError: they fail; the message is what is printed.
        """
        self.asked.write(f"{json.dumps(str(folder))}\n")
        self.asked.flush()
        code, printed = json.loads(self.answered.readline())
        assert code == 0, printed
        return str(printed)


@contextmanager
def folder_tests() -> Iterator[FolderTests]:
    """A process that runs tests of folders as long as the context lasts."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        env=environment([ROOT]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        yield FolderTests(process.stdin, process.stdout)
        process.stdin.close()


# the process --------------------------------------------------------------------------------------


def _serve() -> None:
    for module in (*SLOW, *(f"_pytest.{plugin}" for plugin in default_plugins)):
        import_module(module)
    # The processes live a second: looking through all that was imported would take half of it.
    gc.freeze()
    gc.disable()
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line))), flush=True)


def _forked(folder: str) -> tuple[int, str]:
    """The exit code of a folder's tests, and what they print."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        child = os.fork()
        if child == 0:
            _run(folder, printed.fileno())
        _, status = os.waitpid(child, 0)
        printed.seek(0)
        return os.waitstatus_to_exitcode(status), printed.read()


def _run(folder: str, printed: int) -> None:
    """Be `python -m pytest` in a folder."""
    code = 1
    try:
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        os.chdir(folder)
        sys.path[0] = folder
        code = pytest.main([*COMMAND[2:]])
        sys.stdout.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    _serve()
