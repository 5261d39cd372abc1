"""scorewright diff: what generate would do, in words of the jobs."""

import argparse
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.at_work import at_work
from generator.cli.quoted import quoted
from generator.cli.report import report, severities, tally, today
from generator.cli.summary import lines, would_be_written
from generator.compiler.causes import Causes
from generator.compiler.check import stopped
from generator.compiler.compile import compile
from generator.compiler.diff import changes, printed
from generator.compiler.sync import Sync, synchronized
from generator.diagnostics import sort
from generator.workspace.files import FileFault
from generator.workspace.plan import Action
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Compare the specs with those that were generated, and what they compile to with the files."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        compiled = compile(PurePosixPath(arguments.specs), texts, today=today())
        if compiled.errors:
            report(compiled.diagnostics, arguments.format, texts)
            print(tally(compiled.diagnostics, texts))
            return FOUND
        with at_work(arguments.output) as lock:
            sync = synchronized(compiled, arguments.output, lock)
            stops = sort(stopped(sync))
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    for line in _told(sync, with_text=arguments.text):
        print(line)
    if stops or arguments.format != "text":
        report(stops, arguments.format, quoted(stops, texts))
    if stops:
        print(f"{severities(stops)}: nothing would be written.")
    return FINE if sync.plan.in_step else FOUND


def _told(sync: Sync, *, with_text: bool) -> Iterator[str]:
    """What changes in the jobs; then which files, each with its cause."""
    if sync.plan.in_step:
        yield "Nothing would change."
        return
    assert sync.compiled.loaded.project is not None
    causes = Causes(sync)
    old = causes.before.loaded.project if causes.before else None
    if told := printed(changes(old, sync.compiled.loaded.project, sync.renamed)):
        yield told
    yield from lines(sync.plan, done=False)
    if with_text:
        for action in sync.plan.changes:
            yield from _text(action, sync.plan.output)
    if not sync.plan.stops:
        yield f"{would_be_written(sync.plan)}."


def _text(action: Action, output: Path) -> Iterator[str]:
    """The lines of a file that change, as a diff."""
    old = action.found.text if action.found else ""
    was, now = output / (action.was or action.path), output / action.path
    found = difflib.unified_diff(
        old.split("\n") if old else [],
        action.decision.text.split("\n") if action.decision.text else [],
        f"a/{was}" if old else "/dev/null",
        f"b/{now}" if action.decision.text else "/dev/null",
        lineterm="",
    )
    yield from found
