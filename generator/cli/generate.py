"""scorewright generate: write what the specs compile to.

What this module imports is all that a run needs that has nothing to do.
"""

import argparse

from generator.cli import FINE
from generator.compiler.glance import Glance


def run(arguments: argparse.Namespace) -> int:
    """Compile all specs, unless it can be seen at a glance that nothing would be written."""
    glance = Glance(arguments.specs, arguments.output)
    if arguments.format == "text" and (jobs := glance.in_step()):
        print(f"{jobs.count} {'job' if jobs.count == 1 else 'jobs'} in step, nothing changed.")
        return FINE
    from generator.cli.generating import compile_and_write

    return compile_and_write(arguments, glance)
