"""The way of `generate` that compiles. Its imports take longer than a run with nothing to do."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.at_work import at_work
from generator.cli.quoted import quoted
from generator.cli.report import counted, report, severities, tally, today
from generator.cli.summary import lines, written
from generator.compiler.changes import check_changes
from generator.compiler.check import check_edited, stopped
from generator.compiler.compile import Compiled, compile
from generator.compiler.glance import Glance
from generator.compiler.renames import check_moved
from generator.compiler.sync import Sync, synchronized
from generator.diagnostics import Diagnostic, sort
from generator.workspace.apply import apply
from generator.workspace.decide import Outcome
from generator.workspace.files import FileFault
from generator.workspace.lock import Lock, lock_path
from generator.workspace.specs import read_specs

Texts = Mapping[PurePosixPath, str]
NOTHING = "Nothing was written."
_UNFINISHED = (Outcome.KEEP, Outcome.MARK)
"""Outcomes that every run has something to say of."""


def compile_and_write(arguments: argparse.Namespace, glance: Glance) -> int:
    """Compile all specs; write all files, or none and say why."""
    texts: Texts = {}
    try:
        texts = read_specs(arguments.specs)
        compiled = compile(PurePosixPath(arguments.specs), texts, today=today())
        if compiled.errors:
            return _refused(compiled.diagnostics, arguments, texts)
        with at_work(arguments.output) as lock:
            return _generate(compiled, arguments, texts, lock, glance)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        if not fault.diagnostic.related:  # nothing that could not be taken back
            _say(NOTHING, arguments.format)
        return COULD_NOT


def _generate(
    compiled: Compiled, arguments: argparse.Namespace, texts: Texts, lock: Lock, glance: Glance
) -> int:
    refused = [*check_changes(compiled, arguments.output), *check_moved(compiled.loaded, lock)]
    if refused:
        return _refused(sort([*compiled.diagnostics, *refused]), arguments, texts)
    sync = synchronized(compiled, arguments.output, lock, arguments.conflict)
    if sync.plan.stops:
        found = sort([*stopped(sync), *lock.faults, *lock.notes])
        report(found, arguments.format, quoted(found, texts))
        _say(f"{severities(found)}. {NOTHING}", arguments.format)
        return FOUND
    broken = check_edited(sync)
    texts = quoted([*lock.faults, *lock.notes], texts)  # before the lock is written anew
    apply(sync.plan)
    found = sort([*compiled.diagnostics, *_mended(lock), *broken])
    if found or arguments.format != "text":
        report(found, arguments.format, quoted(found, texts))
    for line in lines(sync.plan):
        _say(line, arguments.format)
    if not (found or any(action.outcome in _UNFINISHED for action in sync.plan.actions)):
        glance.remember(
            len(sync.ledger.inputs) - 1, compiled.artifacts, map(lock_path, sync.plan.shares)
        )
    marked = sum(action.outcome is Outcome.MARK for action in sync.plan.actions)
    in_step = not (broken or marked)
    _say(_summary(sync, found, in_step=in_step), arguments.format)
    if marked:
        files = counted(marked, "file")
        _say(f"Choose between the markers in {files}, then: scorewright check", arguments.format)
    return FINE if in_step else FOUND


def _mended(lock: Lock) -> Iterator[Diagnostic]:
    """What was wrong with the lock before it was written anew."""
    yield from (replace(each, severity="warning") for each in lock.faults)
    yield from (replace(each, hint="it is in order now: `git add` it") for each in lock.notes)


def _refused(found: Sequence[Diagnostic], arguments: argparse.Namespace, texts: Texts) -> int:
    report(found, arguments.format, texts)
    _say(f"{tally(found, texts)} {NOTHING}", arguments.format)
    return FOUND


def _summary(sync: Sync, found: Sequence[Diagnostic], *, in_step: bool) -> str:
    assert sync.compiled.loaded.project is not None
    jobs = counted(len(sync.compiled.loaded.project.jobs), "job")
    told = f" {severities(found)}." if found else ""
    return f"{jobs}{' in step' if in_step else ''}, {written(sync.plan)}.{told}"


def _say(text: str, how: str) -> None:
    """Standard output is the machine's where the format is one for machines."""
    print(text, file=sys.stdout if how == "text" else sys.stderr)
