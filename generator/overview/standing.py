"""How each job stands, by what a check found."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from generator.compiler.check import check
from generator.compiler.sync import Sync
from generator.compiler.view import View
from generator.diagnostics import Code, Diagnostic
from generator.overview.model import Standing
from generator.spec.load import Loaded
from generator.workspace.lock import lock_path

Owner = Callable[[Diagnostic], str]
"""Tells whose a diagnostic is: a job's, or that of what they share ("")."""


def standings(sync: Sync, found: Iterable[Diagnostic] = ()) -> Mapping[str, Standing]:
    """How each job stands, and, as "", what they share.

    Args:
        sync: what the specs compile to, and what stands in the output folder.
        found: what is wrong beside what a check of the two finds.

    Raises:
        FileFault: a file cannot be read.
    """
    owner, all_found = _owner(sync), (*found, *check(sync))
    stale = {(owner(each), each.place.file) for each in all_found if _is_stale(each)}
    edited = {(owner(each), each.place.file) for each in all_found if each.code is Code.EDITED}
    errors = Counter(owner(each) for each in all_found if _is_error(each))
    changes, edits = (Counter(job for job, _ in files) for files in (stale, edited))
    jobs = ("", *sync.project.jobs)
    return {job: Standing(errors[job], changes[job], edits[job]) for job in jobs}


def refused(loaded: Loaded, found: Iterable[Diagnostic]) -> Mapping[str, Standing]:
    """How jobs stand whose specs are wrong, and, as "", the project file if it is."""
    files = {each.file: job for job, each in loaded.places.items()}
    errors = (each.place.file for each in found if each.severity == "error")
    counts = Counter(files.get(file, "") for file in errors)
    return {job: Standing(errors=count) for job, count in counts.items()}


def _is_stale(found: Diagnostic) -> bool:
    """Whether generating again mends it."""
    return found.code is Code.OUT_OF_DATE


def _is_error(found: Diagnostic) -> bool:
    return found.severity == "error" and not _is_stale(found)


def _owner(sync: Sync) -> Owner:
    view = View(sync.plan.output)
    files = {view.place(action.path): action.job for action in sync.plan.actions}
    files |= {view.place(lock_path(job)): job for job in sync.plan.shares}
    files |= {each.file: job for job, each in sync.compiled.loaded.places.items()}

    def owner(found: Diagnostic) -> str:
        places = (found.place, *(place for _, place in found.related))
        return next((files[each.file] for each in places if each.file in files), "")

    return owner
