"""scorewright check: write nothing, say whether everything is in step."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.report import counted, report, tally
from generator.compiler.check import check
from generator.compiler.compile import compile
from generator.workspace.files import FileFault
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Check the specs, the files, and the contract between their two sides."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        compiled = compile(PurePosixPath(arguments.specs), texts)
        found = compiled.diagnostics or check(compiled, arguments.output)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    report(found, arguments.format, texts)
    out = sys.stdout if arguments.format == "text" else sys.stderr
    if compiled.diagnostics:
        print(tally(found, len(texts)), file=out)
    elif found:
        print(f"{counted(len(found), 'error')}.", file=out)
    else:
        assert compiled.loaded.project is not None
        print(f"{counted(len(compiled.loaded.project.jobs), 'job')} in step.", file=out)
    return FOUND if found else FINE
