"""scorewright check: write nothing, say whether everything is in step."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.at_work import at_work
from generator.cli.progress import progress
from generator.cli.quoted import quoted
from generator.cli.report import counted, report, severities, tally, today
from generator.compiler.changes import check_changes
from generator.compiler.check import check
from generator.compiler.compile import compile
from generator.compiler.remembering import remembering
from generator.compiler.renames import check_moved
from generator.compiler.sync import synchronized
from generator.diagnostics import sort
from generator.workspace.files import FileFault
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Check the specs, the files, and the contract between their two sides."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        with remembering(), progress() as tell:
            folder = PurePosixPath(arguments.specs)
            compiled = compile(folder, texts, today=today(), tell=tell)
        found = compiled.diagnostics
        if not compiled.errors:
            found += check_changes(compiled, arguments.output)
            with at_work(arguments.output) as lock:
                if moved := tuple(check_moved(compiled.loaded, lock)):
                    found += moved
                else:
                    sync = synchronized(compiled, arguments.output, lock)
                    found += check(sync, edits_allowed=not arguments.no_edits)
            found = sort(found)
        texts = quoted(found, texts)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    report(found, arguments.format, texts)
    out = sys.stdout if arguments.format == "text" else sys.stderr
    if compiled.errors:
        print(tally(found, texts), file=out)
        return FOUND
    errors = [each for each in found if each.severity == "error"]
    assert compiled.loaded.project is not None
    in_step = f"{counted(len(compiled.loaded.project.jobs), 'job')} in step."
    told = [*([] if errors else [in_step]), *([f"{severities(found)}."] if found else [])]
    print(" ".join(told), file=out)
    return FOUND if errors else FINE
