"""The specs of this folder: are there any, and do they compile?"""

from datetime import date
from pathlib import Path, PurePosixPath

from generator.compiler.compile import draft
from generator.diagnostics import Code
from generator.doctor.finding import Finding, State
from generator.workspace.files import FileFault
from generator.workspace.specs import read_specs


def specs(folder: Path, today: date) -> Finding:
    """What is found about the specs.

    Args:
        folder: where they are.
        today: the day by which they are judged.
    """
    try:
        texts = read_specs(folder)
    except FileFault as fault:
        found, hint = fault.diagnostic.message, fault.diagnostic.hint
        missing = fault.diagnostic.code is Code.NO_SPECS
        return Finding("specs", State.MISSING if missing else State.WRONG, found, hint)
    drafted = draft(PurePosixPath(folder), texts, today=today)
    errors = sum(each.severity == "error" for each in drafted.diagnostics)
    if drafted.loaded.project is None or errors:
        found = f"{_counted(errors, 'error')} in {folder}"
        return Finding("specs", State.WRONG, found, "to see them: scorewright check")
    jobs = _counted(len(drafted.loaded.project.jobs), "job")
    return Finding("specs", State.OK, f"{jobs} in {folder}, and nothing is wrong with them")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
