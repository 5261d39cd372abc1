"""The way of `generate` that compiles. Its imports take longer than a run with nothing to do."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FOUND
from generator.cli.at_work import at_work
from generator.cli.compiling import compiled
from generator.cli.report import NOTHING, report, tally, today
from generator.cli.writing import say, write
from generator.compiler.changes import check_changes
from generator.compiler.glance import Glance
from generator.compiler.jobs import Jobs
from generator.compiler.part import closed, synchronized_part
from generator.compiler.related import related
from generator.compiler.remembering import remembering
from generator.compiler.renames import check_moved
from generator.compiler.sync import synchronized
from generator.diagnostics import Diagnostic, sort
from generator.spec.files import PROJECT
from generator.workspace.files import FileFault
from generator.workspace.lock import lock_path
from generator.workspace.specs import read_specs

Texts = Mapping[PurePosixPath, str]


def compile_and_write(arguments: argparse.Namespace, glance: Glance) -> int:
    """Compile the specs; write all files, or none and say why."""
    texts: Texts = {}
    glance.look()
    try:
        code = _part(arguments, glance) if arguments.format == "text" else None
        if code is not None:
            return code
        texts = read_specs(arguments.specs)
        return _whole(arguments, glance, texts)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        if not fault.diagnostic.related:  # nothing that could not be taken back
            say(NOTHING, arguments.format)
        return COULD_NOT


def _part(arguments: argparse.Namespace, glance: Glance) -> int | None:
    """Compile what was touched and what has to do with it; None if that is not enough."""
    changed, jobs = glance.changed_specs(), glance.jobs
    wanted = closed(changed, jobs.related)
    if not changed or 2 * len(wanted) > jobs.number:
        return None
    texts = read_specs(arguments.specs, {PROJECT, *wanted})
    with remembering(), at_work(arguments.output, {"", *wanted}) as lock:
        beside = glance.spec_names()
        sync = synchronized_part(texts, arguments.output, lock, beside, arguments.conflict, today())
        if sync is None or check_changes(sync.compiled, arguments.output):
            return None
        done = write(sync, arguments, texts, jobs.number)
    if done.in_step:
        glance.remember_part(sync.plan)
    return done.code


def _whole(arguments: argparse.Namespace, glance: Glance, texts: Texts) -> int:
    """Compile everything. What it took is gone when all files are looked at again."""
    code, remember = _written(arguments, glance, texts)
    if remember:
        remember()
    return code


def _written(
    arguments: argparse.Namespace, glance: Glance, texts: Texts
) -> tuple[int, Callable[[], None] | None]:
    """Compile and write everything; gives what is left to do if all is in step."""
    result = compiled(arguments.specs, texts)
    if result.errors:
        return _refused(result.diagnostics, arguments, texts), None
    with at_work(arguments.output) as lock:
        refused = [*check_changes(result, arguments.output), *check_moved(result.loaded, lock)]
        if refused:
            return _refused(sort([*result.diagnostics, *refused]), arguments, texts), None
        sync = synchronized(result, arguments.output, lock, arguments.conflict)
        jobs = Jobs(len(sync.ledger.inputs) - 1, related(sync.project))
        done = write(sync, arguments, texts, jobs.number)
    paths, shares = [*result.artifacts], [*map(lock_path, sync.plan.shares)]
    return done.code, partial(glance.remember, jobs, paths, shares) if done.in_step else None


def _refused(found: Sequence[Diagnostic], arguments: argparse.Namespace, texts: Texts) -> int:
    report(found, arguments.format, texts)
    say(f"{tally(found, texts)} {NOTHING}", arguments.format)
    return FOUND
