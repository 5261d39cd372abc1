"""scorewright generate: write what the specs compile to.

What this module imports is all that a run needs that has nothing to do.
"""

import argparse
import atexit
import gc

from generator.cli import FINE
from generator.compiler.glance import Glance

_YOUNG = 50_000
"""How many new objects the collector looks at together.

Nearly all that is made while importing and compiling stays until the end: looking for what does
not, at each 700 new objects, took a fifth of the time and freed nothing more.
"""


def run(arguments: argparse.Namespace) -> int:
    """Compile all specs, unless it can be seen at a glance that nothing would be written."""
    collect_seldom()
    return generated(arguments)


def collect_seldom() -> None:
    """Have Python look less often for what is not needed any more."""
    gc.set_threshold(_YOUNG)
    atexit.register(gc.freeze)  # nor does Python have to look for it when it ends


def generated(arguments: argparse.Namespace) -> int:
    """What `run` does, as often as one likes."""
    glance = Glance(arguments.specs, arguments.output)
    if arguments.format == "text" and (jobs := glance.in_step()):
        print(f"{jobs.number} {'job' if jobs.number == 1 else 'jobs'} in step, nothing changed.")
        return FINE
    from generator.cli.generating import compile_and_write

    return compile_and_write(arguments, glance)
