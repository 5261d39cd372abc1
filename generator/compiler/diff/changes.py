"""What changed between two projects."""

from collections.abc import Iterator, Mapping

from generator.compiler.diff.breaking import callee, reason, reason_of_shared
from generator.compiler.diff.compare import differences
from generator.compiler.diff.model import Change, JobChanges
from generator.compiler.diff.portrait import of_job, of_project
from generator.compiler.diff.where import Touched, Where
from generator.contract.job import Job, Project

NOT_MOVED: Mapping[str, str] = {}


def changes(
    old: Project | None,
    new: Project,
    moved: Mapping[str, str] = NOT_MOVED,
    touched: Touched | None = None,
) -> tuple[JobChanges, ...]:
    """Say what changed, in words of the jobs: first of what they share, then of each by its name.

    Args:
        old: the project as it was; None if there was none.
        new: the project as it is.
        moved: the old names of jobs that have another one, by the new.
        touched: the paths of the artifacts that changed, by job ("" for the project's own). Given
            them, a change names only files that did change; without, those that may.
    """
    return tuple(each for each in _changes(old, new, moved, touched) if each.changes)


def _changes(
    old: Project | None, new: Project, moved: Mapping[str, str], touched: Touched | None
) -> Iterator[JobChanges]:
    yield _project(old, new)
    jobs = old.jobs if old else {}
    was = {name: moved.get(name, name) for name in sorted(new.jobs)}
    for name, before in was.items():
        if before in jobs:
            yield _job(jobs[before], new.jobs[name], touched)
        else:
            yield JobChanges(name, "", "new", (Change("+", _summary(new.jobs[name])),))
    for name in sorted(jobs.keys() - set(was.values())):
        breaking = f"what starts pipeline {name} or calls {callee(jobs[name])}"
        change = Change("-", _summary(jobs[name]), breaking=breaking)
        yield JobChanges(name, "", "removed", (change,))


def _project(old: Project | None, new: Project) -> JobChanges:
    if old is None:
        what = f"project of {_counted(len(new.targets), 'environment')}"
        return JobChanges("", "", "new", (Change("+", f"{what}: {', '.join(new.targets)}"),))
    both = old.targets.keys() & new.targets.keys()
    found = differences(of_project(old, both), of_project(new, both))
    told = (Change(each.sign, each.what, breaking=reason_of_shared(each)) for each in found)
    return JobChanges("", "", "changed", tuple(told))


def _job(old: Job, new: Job, touched: Touched | None) -> JobChanges:
    where, alike = Where(old, new, touched), old.sdk == new.sdk
    found = differences(of_job(old, one_sdk=alike), of_job(new, one_sdk=alike))
    told = [
        Change(each.sign, each.what, *where.shows(each), reason(old, new, each)) for each in found
    ]
    if old.name == new.name:
        return JobChanges(new.name, "", "changed", tuple(told))
    what = f"pipeline {old.name} -> {new.name}"
    told.insert(0, Change("~", what, breaking=f"what starts pipeline {old.name} by its name"))
    return JobChanges(new.name, old.name, "renamed", tuple(told))


# a job as a whole ---------------------------------------------------------------------------------


def _summary(job: Job) -> str:
    counts = {
        "parameter": len(job.parameters),
        "step": len(job.aml.steps),
        "trigger": len(job.factory.triggers),
    }
    listed = [_counted(number, thing) for thing, number in counts.items() if number]
    return f"job ({', '.join([f'SDK {job.sdk}', *listed])})"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
