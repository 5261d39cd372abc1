"""scorewright check: write nothing, say whether everything is in step."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.at_work import at_work
from generator.cli.compiling import compiled
from generator.cli.quoted import quoted
from generator.cli.report import counted, report, severities, tally
from generator.compiler.changes import check_changes
from generator.compiler.check import check
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
        result = compiled(arguments.specs, texts)
        found = result.diagnostics
        if not result.errors:
            found += check_changes(result, arguments.output)
            with at_work(arguments.output) as lock:
                if moved := tuple(check_moved(result.loaded, lock)):
                    found += moved
                else:
                    sync = synchronized(result, arguments.output, lock)
                    found += check(sync, edits_allowed=not arguments.no_edits)
            found = sort(found)
        texts = quoted(found, texts)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    report(found, arguments.format, texts)
    out = sys.stdout if arguments.format == "text" else sys.stderr
    if result.errors:
        print(tally(found, texts), file=out)
        return FOUND
    errors = [each for each in found if each.severity == "error"]
    assert result.loaded.project is not None
    in_step = f"{counted(len(result.loaded.project.jobs), 'job')} in step."
    told = [*([] if errors else [in_step]), *([f"{severities(found)}."] if found else [])]
    print(" ".join(told), file=out)
    return FOUND if errors else FINE
