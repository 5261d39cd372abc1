"""scorewright completion: the script by which a shell completes command lines."""

import argparse
import sys
from collections.abc import Mapping

from argcomplete.shell_integration import shellcode

from generator.cli import FINE

PLACES: Mapping[str, str] = {
    "bash": ">> ~/.bash_completion",
    "zsh": '> "${fpath[1]}/_scorewright"',
    "fish": "> ~/.config/fish/completions/scorewright.fish",
}
"""Where each shell looks for it."""


def run(arguments: argparse.Namespace) -> int:
    """Print the script of a shell."""
    shell = arguments.shell
    print(shellcode(["scorewright"], shell=shell).strip())
    if sys.stdout.isatty():
        told = f"scorewright completion {shell} {PLACES[shell]}"
        print(f"To use it, and then start a new shell: {told}", file=sys.stderr)
    return FINE
