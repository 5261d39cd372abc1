"""What the tests of this folder compare: specs with small changes, and the words for these."""

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from generator.compiler.diff import JobChanges, changes, printed
from generator.contract.job import Project
from generator.spec.load import load
from tests.support import cases
from tests.support.projects import SPECS, Change, Texts

NOT_MOVED: Mapping[str, str] = {}


def project(specs: Texts) -> Project:
    return _project(tuple(specs.items()))


@cache
def _project(specs: tuple[tuple[PurePosixPath, str], ...]) -> Project:
    loaded = load(SPECS, dict(specs))
    assert loaded.project is not None, [str(each) for each in loaded.diagnostics]
    return loaded.project


def edited(specs: Texts, stem: str, *changes: Change) -> Texts:
    """Specs with pieces of one file replaced wherever they stand in it."""
    file = SPECS / f"{stem}.yaml"
    text = specs[file]
    for old, new in changes:
        assert old in text, f"{old!r} stands nowhere in {file}"
        text = text.replace(old, new)
    return {**specs, file: text}


def found(old: Texts, new: Texts, moved: Mapping[str, str] = NOT_MOVED) -> tuple[JobChanges, ...]:
    return changes(project(old), project(new), moved)


def words(old: Texts, new: Texts) -> list[str]:
    """What is said of the one job, or of the project, that changed: each with its sign."""
    told = found(old, new)
    assert len(told) == 1, printed(told)
    return [f"{each.sign} {each.what}" for each in told[0].changes]


def words_of(case: str, stem: str, *edits: Change) -> list[str]:
    """What is said of an edit in one file of a case."""
    return words(cases.CASES[case], edited(cases.CASES[case], stem, *edits))


def breaking_of(case: str, stem: str, *edits: Change) -> list[str]:
    """What an edit in one file of a case breaks."""
    specs = cases.CASES[case]
    return [
        each.breaking
        for job in found(specs, edited(specs, stem, *edits))
        for each in job.changes
        if each.breaking
    ]
