"""A folder of files with changes: how the cases of broken specs are written down.

A case is the files of a good project and a `case.diff`, read from top to bottom:

    # words for the reader
    --- specs/churn.yaml            the file that is changed
    -  top: {type: integer}         lines that stand there exactly once, one below the other ...
    +  top: {type: int}             ... and what stands there instead
    +++ specs/other.yaml            a new file; its lines follow, each with a +
    $ rm specs/project.yaml         a file that is removed
    $ scorewright generate          a command that is run at this point
    $ scorewright generate  # dies  the same, while something happens to it
    $ git merge other               any other command, where the tests allow for these

`@@`, or an empty line, ends one change and begins the next. Lines that begin with a space are
context, as in any diff. `!` is a + whose line is written with Python's escapes, for what no reader
could see: `\\u2028`, `\\r`; `\\udcff` is the byte FF. Lines of + alone go to the end of the file.
Without a command, `scorewright generate` is run at the end.
"""

import re
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., str]
"""Runs a command: its arguments, and what happens to it, if anything does."""
Shell = Callable[[str], str]
_MARKS = " -+!"


def play(script: str, folder: Path, run: Run, shell: Shell | None = None) -> str:
    """Do what a `case.diff` says in a folder; gives what its commands print, as in a terminal."""
    printed: list[str] = []
    changes = _Changes(folder)
    for line in script.splitlines():
        if line.startswith("$ "):
            changes.end()
            command, _, happens = line.removeprefix("$ ").partition("  # ")
            name, *arguments = command.split()
            if name == "scorewright":
                printed.append(f"{line}\n{run(arguments, *filter(None, [happens]))}")
            elif shell:
                printed.append(f"{line}\n{shell(command)}")
            else:
                assert name == "rm", f"{name!r} cannot be run here"
                (folder / arguments[0]).unlink()
        elif not line.startswith("#"):
            changes.line(line)
    changes.end()
    if not printed:
        printed.append(f"$ scorewright generate\n{run(['generate'])}")
    return "".join(printed)


class _Changes:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder
        self.block: list[str] = []

    def line(self, line: str) -> None:
        if found := re.fullmatch(r"(---|\+\+\+) (\S+)", line):
            self.end()
            self.path = self.folder / found[2]
            if found[1] == "+++":
                assert not self.path.exists(), f"{found[2]} is there already"
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch()
        elif line == "" or line.startswith("@@"):
            self.end()
        else:
            assert line[0] in _MARKS, f"what is {line!r} in a case?"
            self.block.append(line)

    def end(self) -> None:
        """Make the change that was read; a bad one fails the test."""
        old = [line[1:] for line in self.block if line[0] in " -"]
        new = [_added(line) for line in self.block if line[0] in " +!"]
        if self.block:
            lines = _read(self.path).split("\n")
            at = _place(lines, old) if old else len(lines) - 1
            lines[at : at + len(old)] = new
            self.path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
        self.block = []


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _added(line: str) -> str:
    if line[0] != "!":
        return line[1:]
    return re.sub(r"\\(u\w{4}|r|t)", lambda found: _unescaped(found[0]), line[1:])


def _unescaped(escape: str) -> str:
    return {"\\r": "\r", "\\t": "\t"}.get(escape) or chr(int(escape[2:], 16))


def _place(lines: list[str], old: list[str]) -> int:
    places = [i for i in range(len(lines)) if lines[i : i + len(old)] == old]
    assert len(places) == 1, f"stands {len(places)} times, not once:\n" + "\n".join(old)
    return places[0]
