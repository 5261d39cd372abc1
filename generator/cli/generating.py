"""The way of `generate` that compiles. Its imports take longer than a run with nothing to do."""

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
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
from generator.compiler.sync import Sync, synchronized
from generator.diagnostics import Diagnostic, sort
from generator.workspace.apply import apply
from generator.workspace.decide import Outcome
from generator.workspace.files import FileFault
from generator.workspace.lock import Lock, lock_path
from generator.workspace.specs import read_specs

Texts = Mapping[PurePosixPath, str]
NOTHING = "Nothing was written."
_YOUNG = 50_000
"""How many new objects the collector looks at together.

Nearly all that is made while compiling stays until the end: looking for what does not, at each 700
new objects, took a fifth of the time and freed nothing more.
"""


def compile_and_write(arguments: argparse.Namespace, glance: Glance) -> int:
    """Compile all specs; write all files, or none and say why."""
    gc.set_threshold(_YOUNG)
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
        return COULD_NOT


def _generate(
    compiled: Compiled, arguments: argparse.Namespace, texts: Texts, lock: Lock, glance: Glance
) -> int:
    if refused := check_changes(compiled, arguments.output):
        return _refused(sort([*compiled.diagnostics, *refused]), arguments, texts)
    sync = synchronized(compiled, arguments.output, lock, arguments.conflict)
    if sync.plan.stops:
        found = sort([*stopped(sync), *lock.faults, *lock.notes])
        report(found, arguments.format, quoted(found, texts))
        _say(f"{counted(len(sync.plan.stops), 'file')} in the way. {NOTHING}", arguments.format)
        return FOUND
    broken = check_edited(sync)
    apply(sync.plan)
    found = sort([*compiled.diagnostics, *lock.faults, *lock.notes, *broken])
    if found or arguments.format != "text":
        report(found, arguments.format, quoted(found, texts))
    for line in lines(sync.plan):
        _say(line, arguments.format)
    if not (found or any(action.outcome is Outcome.KEEP for action in sync.plan.actions)):
        glance.remember(
            len(sync.ledger.inputs) - 1, compiled.artifacts, map(lock_path, sync.plan.shares)
        )
    _say(_summary(sync, found, broken), arguments.format)
    return FOUND if broken else FINE


def _refused(found: Sequence[Diagnostic], arguments: argparse.Namespace, texts: Texts) -> int:
    report(found, arguments.format, texts)
    _say(f"{tally(found, texts)} {NOTHING}", arguments.format)
    return FOUND


def _summary(sync: Sync, found: Sequence[Diagnostic], broken: Sequence[Diagnostic]) -> str:
    assert sync.compiled.loaded.project is not None
    jobs = counted(len(sync.compiled.loaded.project.jobs), "job")
    told = f" {severities(found)}." if found else ""
    return f"{jobs}{'' if broken else ' in step'}, {written(sync.plan)}.{told}"


def _say(text: str, how: str) -> None:
    """Standard output is the machine's where the format is one for machines."""
    print(text, file=sys.stdout if how == "text" else sys.stderr)
