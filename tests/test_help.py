"""Every command's `--help` has an example, and the example is a command line that there is."""

import argparse
import re
import shlex
from collections.abc import Iterator

import pytest

from generator.cli import COMMANDS, parser

EXAMPLE = re.compile(r"^Example: scorewright (.+)$", re.MULTILINE)


def commands(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers that have no others below them."""
    inner = [each for each in top._actions if isinstance(each, argparse._SubParsersAction)]
    if not inner:
        yield top
    for choices in inner:
        for each in choices.choices.values():
            yield from commands(each)


PARSERS = {each.prog: each for each in commands(parser(*COMMANDS))}


def test_there_are_as_many_as_commands() -> None:
    assert {prog.split()[1] for prog in PARSERS} == COMMANDS.keys()


@pytest.mark.parametrize("prog", PARSERS)
def test_it_has_an_example_that_parses(prog: str) -> None:
    text = PARSERS[prog].format_help()
    examples = EXAMPLE.findall(PARSERS[prog].epilog or "")
    assert examples, f"{prog} --help has no example"
    assert "Example: scorewright" in text
    for line in examples:
        words = shlex.split(re.split(r" >{1,2} | \| ", line)[0])
        given = parser(words[0]).parse_args(words)
        assert prog.split()[1] == given.command, f"{prog}: the example is of another command"


@pytest.mark.parametrize("prog", PARSERS)
def test_it_says_what_it_takes(prog: str) -> None:
    untold = [each.dest for each in PARSERS[prog]._actions if not each.help]
    assert untold == []
