"""Compiling in memory what is about to be written: an edit that brings an error is refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from generator.compiler.compile import Compiled, compile
from generator.diagnostics import Diagnostic
from generator.scaffold.refusal import WouldNotCompile

Texts = Mapping[PurePosixPath, str]


def checked(folder: PurePosixPath, before: Texts, after: Texts, today: date | None) -> Compiled:
    """Compile specs that were edited.

    Args:
        folder: the folder of the specs.
        before: their texts as they stand there.
        after: their texts as they would be.
        today: the day, for warnings of what lies in the past.

    Returns:
        What they compile to; with errors only if there were the same ones before.

    Raises:
        WouldNotCompile: there are errors that were not there before.
    """
    compiled = compile(folder, after, today=today)
    if compiled.errors:
        old = compile(folder, before, today=today).errors if before else ()
        if new := _new(compiled.errors, old):
            raise WouldNotCompile(new, after)
    return compiled


def _new(errors: Sequence[Diagnostic], old: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The errors that are not old ones, which may stand some lines further down now."""
    known = Counter(map(_words, old))
    found = list[Diagnostic]()
    for each in errors:
        if known[_words(each)]:
            known[_words(each)] -= 1
        else:
            found.append(each)
    return found


def _words(each: Diagnostic) -> tuple[str, PurePosixPath, str]:
    return each.code, each.place.file, each.message
