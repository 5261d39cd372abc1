"""Adding an entry to a file that somebody owns: edited, compiled in memory, and only then written.

What is added is a function from text to an `Entry`; `added` does what all additions have in common.
"""

from collections.abc import Callable
from datetime import date
from difflib import ndiff
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.diagnostics import Diagnostic, Place, nearest, sort
from generator.diagnostics import Path as Way
from generator.scaffold.checking import Texts, checked
from generator.scaffold.files import owned, project_file, spec_files, writing
from generator.scaffold.refusal import Refused, WouldNotCompile
from generator.spec.places import Places
from generator.spec.source import read
from generator.workspace.specs import read_specs


class Entry(Struct, frozen=True):
    """A text with an entry that is new in it: the way there, what it is called, what to look at."""

    text: str
    way: Way
    words: str
    notes: tuple[str, ...] = ()


_STILL_WRONG = "what was wrong with the specs before still is: scorewright check"

Make = Callable[[str], Entry]
"""Makes an entry, of the text of the file that gets it."""


class Added(Struct, frozen=True):
    """What was added: its words, where it stands, its lines, and what is to be said of them.

    `diagnostics` are warnings.
    """

    words: str
    place: Place
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def added(specs: Path, job: str | None, make: Make, today: date | None) -> Added:
    """Add an entry to a spec, or to the project file if there is no job.

    Args:
        specs: the folder of specs.
        job: whose spec it is.
        make: makes the entry.
        today: the day, for warnings of what lies in the past.

    Raises:
        Refused: there is no such job, or the file cannot be edited so.
        WouldNotCompile: the file cannot be read, or the edit brings an error. Nothing is written.
        FileFault: a file cannot be read or written.
    """
    texts = read_specs(specs)
    file = project_file(texts) if job is None else owned(_spec(job, texts))
    _check_readable(file.name, texts)
    entry = make(file.text)
    after = {**texts, file.name: entry.text}
    compiled = checked(PurePosixPath(specs), texts, after, today)
    with writing({file: entry.text}, {}):
        pass
    place = Places(file.name, read(file.name, entry.text).text).key(entry.way)
    warnings = {*compiled.diagnostics} - {*compiled.errors}
    told = sort(each for each in warnings if each.place.file == file.name)
    notes = (*entry.notes, _STILL_WRONG) if compiled.errors else entry.notes
    return Added(entry.words, place, _new_lines(file.text, entry.text), notes, told)


def _spec(job: str, texts: Texts) -> PurePosixPath:
    """The file of a job's spec."""
    files = spec_files(texts)
    if job not in files:
        near = nearest(job, files)
        known = f"there are: {', '.join(files)}" if files else "begin with: scorewright add job"
        raise Refused(f"there is no job {job!r}", f"did you mean {near!r}?" if near else known)
    return files[job]


def _check_readable(file: PurePosixPath, texts: Texts) -> None:
    """Raises for what no edit is possible in: it is shown as it is."""
    source = read(file, texts[file])
    if source.root is None or source.diagnostics:
        raise WouldNotCompile(source.diagnostics, texts)


def _new_lines(old: str, new: str) -> tuple[str, ...]:
    """The lines that are new, or were changed, but for empty ones."""
    found = ndiff(old.splitlines(), new.splitlines(), None, None)
    return tuple(line[2:] for line in found if line.startswith("+ ") and line.strip("+ "))
