"""Carrying out what was decided, and saying what was done."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.cli import FINE, FOUND
from generator.cli.quoted import quoted
from generator.cli.report import counted, report, severities
from generator.cli.summary import lines, written
from generator.compiler.check import check_edited, stopped
from generator.compiler.sync import Sync
from generator.diagnostics import Diagnostic, sort
from generator.workspace.apply import apply
from generator.workspace.decide import Outcome

NOTHING = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Done:
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
        found = sort([*stopped(sync), *lock.faults, *lock.notes])
        report(found, how, quoted(found, texts))
        say(f"{counted(len(sync.plan.stops), 'file')} in the way. {NOTHING}", how)
        return Done(FOUND, in_step=False)
    broken = check_edited(sync)
    apply(sync.plan)
    found = sort([*sync.compiled.diagnostics, *lock.faults, *lock.notes, *broken])
    if found or how != "text":
        report(found, how, quoted(found, texts))
    for line in lines(sync.plan):
        say(line, how)
    say(_summary(sync, jobs, found, broken), how)
    kept = any(action.outcome is Outcome.KEEP for action in sync.plan.actions)
    quiet = not (broken or kept or lock.faults or lock.notes)
    return Done(FOUND if broken else FINE, quiet)


def say(text: str, how: str) -> None:
    """Standard output is the machine's where the format is one for machines."""
    print(text, file=sys.stdout if how == "text" else sys.stderr)


def _summary(
    sync: Sync, jobs: int, found: Sequence[Diagnostic], broken: Sequence[Diagnostic]
) -> str:
    told = f" {severities(found)}." if found else ""
    in_step = "" if broken else " in step"
    return f"{counted(jobs, 'job')}{in_step}, {written(sync.plan)}.{told}"
