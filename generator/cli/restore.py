"""scorewright restore: bring generated files back as they were generated last."""

import argparse

from generator.cli import COULD_NOT, FINE
from generator.cli.at_work import at_work
from generator.cli.report import counted, report
from generator.workspace.files import FileFault
from generator.workspace.restore import restore


def run(arguments: argparse.Namespace) -> int:
    """Write the texts in the lock over the files, whatever stands there."""
    try:
        with at_work(arguments.output) as lock:
            paths = restore(arguments.output, arguments.paths, lock)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, {})
        return COULD_NOT
    for path in paths:
        print(f"  restored {arguments.output / path}")
    print(f"{counted(len(paths), 'file')} restored." if paths else "Nothing to restore.")
    return FINE
