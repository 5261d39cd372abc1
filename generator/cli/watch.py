"""scorewright watch: generate, and again whenever a spec changes.

What takes the longest, that Python gets to know the compiler, happens once.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import generator.cli.generating  # noqa: F401 - known before it is needed
from generator.cli import FINE
from generator.cli.at_work import tell
from generator.cli.generate import collect_seldom, generated
from generator.workspace.watching import Watch

_FEW = 3
"""So many specs are named."""


def run(arguments: argparse.Namespace) -> int:
    """Generate now and at each change, until somebody ends it; faults end nothing."""
    collect_seldom()
    watch = Watch(arguments.specs)
    code = _generated(arguments)
    if not arguments.specs.is_dir():
        return code
    tell(f"watching {arguments.specs}; Ctrl-C ends it")
    with suppress(KeyboardInterrupt):
        while True:
            changed = watch.wait()
            tell(f"{time.strftime('%H:%M:%S')} {_words(changed)} changed")
            _generated(arguments)
    return FINE


def _generated(arguments: argparse.Namespace) -> int:
    code = generated(arguments)
    sys.stdout.flush()  # whoever reads a pipe waits, too
    return code


def _words(files: Sequence[str]) -> str:
    return ", ".join(files) if len(files) <= _FEW else f"{len(files):,} files"
