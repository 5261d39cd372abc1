"""Compiling for a command: with what earlier runs have found out, and for people who wait."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.cli.progress import progress
from generator.cli.report import today
from generator.compiler.compile import Compiled, compile
from generator.compiler.remembering import remembering


def compiled(specs: Path, texts: Mapping[PurePosixPath, str]) -> Compiled:
    """What all specs compile to, judged by today's date.

    Args:
        specs: their folder.
        texts: the text of each, by its path.
    """
    with remembering(), progress() as tell:
        return compile(PurePosixPath(specs), texts, today=today(), tell=tell)
