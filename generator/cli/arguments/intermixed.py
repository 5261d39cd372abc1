"""Arguments and options in any order, as people type them: DIR --no-input KEY=VALUE."""

import argparse
from collections.abc import Sequence


def intermixed(parser: argparse.ArgumentParser) -> None:
    """Let a command's parser take arguments between options and behind them.

    Python's own way to that is a method which cannot be called where a parser has commands, only on
    the parser of one, and that is called by Python. So it is put in the place of what is called.
    """
    plain = parser.parse_known_args

    def parse(
        words: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        vars(parser)["parse_known_args"] = plain  # which it calls itself
        try:
            return parser.parse_known_intermixed_args(words, namespace)
        finally:
            vars(parser)["parse_known_args"] = parse

    vars(parser)["parse_known_args"] = parse
