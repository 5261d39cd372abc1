"""scorewright check: write nothing, say whether everything is in step."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.report import counted, report, severities, tally, today
from generator.compiler.changes import check_changes
from generator.compiler.check import check
from generator.compiler.compile import compile
from generator.diagnostics import Diagnostic
from generator.workspace.files import FileFault, read_text
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Check the specs, the files, and the contract between their two sides."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        compiled = compile(PurePosixPath(arguments.specs), texts, today=today())
        found = compiled.diagnostics
        if not compiled.errors:
            found += check_changes(compiled, arguments.output)
            found += check(compiled, arguments.output)
        texts = {**texts, **_quoted(found, texts)}
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


def _quoted(
    found: Iterable[Diagnostic], texts: Mapping[PurePosixPath, str]
) -> dict[PurePosixPath, str]:
    """The files beside the specs in which a line is wrong, to show it."""
    files = {diagnostic.place.file for diagnostic in found if diagnostic.place.line}
    return {file: read_text(Path(file)) for file in files - texts.keys()}
