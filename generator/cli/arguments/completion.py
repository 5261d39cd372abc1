"""What `scorewright completion` takes."""

import argparse

SHELLS = ("bash", "zsh", "fish")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright completion bash >> ~/.bash_completion"
    parser.add_argument("shell", choices=SHELLS, help="the shell that the script is for")
