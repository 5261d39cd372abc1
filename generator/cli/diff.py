"""scorewright diff: what generate would do, in words of the jobs."""

import argparse
import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.at_work import at_work
from generator.cli.compiling import compiled
from generator.cli.quoted import quoted
from generator.cli.report import report, severities, tally
from generator.cli.summary import lines, would_be_written
from generator.cli.writing import say
from generator.compiler.changes import check_changes
from generator.compiler.check import stopped
from generator.compiler.diff import printed, since_generated
from generator.compiler.renames import check_moved
from generator.compiler.sync import Sync, synchronized
from generator.diagnostics import sort
from generator.workspace.disk import OnDisk
from generator.workspace.files import FileFault
from generator.workspace.folder import Folder
from generator.workspace.plan import Action
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Compare the specs with those that were generated, and what they compile to with the files."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        result = compiled(arguments.specs, texts)
        if result.errors:
            report(result.diagnostics, arguments.format, texts)
            say(tally(result.diagnostics, texts), arguments.format)
            return FOUND
        with at_work(arguments.output) as lock:
            refused = [
                *check_changes(result, arguments.output),
                *check_moved(result.loaded, lock),
            ]
            sync = synchronized(result, arguments.output, lock)
            stops = sort([*refused, *stopped(sync), *lock.faults, *lock.notes])
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    allowed = not (refused or sync.plan.stops)
    for line in _told(sync, with_text=arguments.text, allowed=allowed):
        say(line, arguments.format)
    if stops or arguments.format != "text":
        report(stops, arguments.format, quoted(stops, texts))
    if not allowed:
        say(f"{severities(stops)}: nothing would be written.", arguments.format)
    return FINE if sync.plan.in_step else FOUND


def _told(sync: Sync, *, with_text: bool, allowed: bool) -> Iterator[str]:
    """What changes in the jobs; then which files change."""
    if sync.plan.in_step:
        yield "Nothing would change."
        return
    since = since_generated(sync)
    if since.changes:
        yield printed(since.changes)
    yield from since.unknown
    yield from lines(sync.plan, done=False)
    if with_text:
        for action in sync.plan.changes:
            yield from _text(action, sync.plan.output)
    if allowed:
        yield f"{would_be_written(sync.plan)}."


def _text(action: Action, output: Path) -> Iterator[str]:
    """The lines of a file that change, as a diff."""
    stands = Folder(output).read(action.was or action.path) if action.found else None
    old = stands.text if isinstance(stands, OnDisk) else ""
    was, now = output / (action.was or action.path), output / action.path
    found = difflib.unified_diff(
        old.split("\n") if old else [],
        action.decision.text.split("\n") if action.decision.text else [],
        f"a/{was}" if old else "/dev/null",
        f"b/{now}" if action.decision.text else "/dev/null",
        lineterm="",
    )
    yield from found
