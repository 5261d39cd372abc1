"""Carrying out what was decided, and saying what was done."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from generator.cli import FINE, FOUND
from generator.cli.quoted import quoted
from generator.cli.report import NOTHING, counted, report, severities
from generator.cli.summary import lines, written
from generator.compiler.sync import Sync
from generator.diagnostics import Diagnostic, sort
from generator.workspace.apply import apply
from generator.workspace.decide import EDITS, Outcome
from generator.workspace.lock import Lock


class Done(Struct, frozen=True):
    """The exit code, and whether all is in step, with nothing that has to be told again."""

    code: int
    in_step: bool


def write(
    sync: Sync, arguments: argparse.Namespace, texts: Mapping[PurePosixPath, str], jobs: int
) -> Done:
    """Write all files of a plan, or none and say why.

    Args:
        sync: the plan.
        arguments: the command's.
        texts: the specs, to quote from.
        jobs: how many jobs are in step then.

    Raises:
        FileFault: a file cannot be written; then none is.
    """
    lock, how = sync.plan.lock, arguments.format
    if sync.plan.stops:
        from generator.compiler.check import stopped

        found = sort([*stopped(sync), *lock.faults, *lock.notes])
        report(found, how, quoted(found, texts))
        say(f"{severities(found)}. {NOTHING}", how)
        return Done(FOUND, in_step=False)
    broken = _broken(sync)
    texts = quoted([*lock.faults, *lock.notes], texts)  # before the lock is written anew
    apply(sync.plan)
    found = sort([*sync.compiled.diagnostics, *_mended(lock), *broken])
    if found or how != "text":
        report(found, how, quoted(found, texts))
    for line in lines(sync.plan):
        say(line, how)
    marked = sum(action.outcome is Outcome.MARK for action in sync.plan.actions)
    in_step = not (broken or marked)
    say(_summary(sync, jobs, found, in_step=in_step), how)
    if marked:
        say(
            f"Choose between the markers in {counted(marked, 'file')}, then: scorewright check", how
        )
    kept = any(action.outcome is Outcome.KEEP for action in sync.plan.actions)
    quiet = in_step and not (kept or lock.faults or lock.notes)
    return Done(FINE if in_step else FOUND, quiet)


def _broken(sync: Sync) -> Sequence[Diagnostic]:
    """What is wrong with edits. To read files takes much more code, and few runs find any."""
    if EDITS.isdisjoint(action.outcome for action in sync.plan.actions):
        return ()
    from generator.compiler.check import check_edited

    return check_edited(sync)


def _mended(lock: Lock) -> Iterator[Diagnostic]:
    """What was wrong with the lock before it was written anew."""
    yield from (replace(each, severity="warning") for each in lock.faults)
    yield from (replace(each, hint="it is in order now: `git add` it") for each in lock.notes)


def say(text: str, how: str) -> None:
    """Standard output is the machine's where the format is one for machines."""
    print(text, file=sys.stdout if how == "text" else sys.stderr)


def _summary(sync: Sync, jobs: int, found: Sequence[Diagnostic], *, in_step: bool) -> str:
    told = f" {severities(found)}." if found else ""
    return f"{counted(jobs, 'job')}{' in step' if in_step else ''}, {written(sync.plan)}.{told}"
