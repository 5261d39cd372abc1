"""Running a command in this process, and what it told."""

import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

from generator.cli import main


@dataclass(frozen=True, slots=True)
class Told:
    """A diagnostic; `path` is the file's below the output folder, if it is there."""

    code: str
    severity: str
    path: str
    message: str
    cause: str


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Sequence[Told]:
        """The diagnostics, if they were printed for machines."""
        return [
            Told(
                code=each["code"],
                severity=each["severity"],
                path=each["place"]["file"].removeprefix("output/"),
                message=each["message"],
                cause=each.get("cause", ""),
            )
            for each in json.loads(self.out)["diagnostics"]
        ]


def run(*arguments: str) -> Done:
    """Run a command in the current folder."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Done(code, out.getvalue(), err.getvalue())
