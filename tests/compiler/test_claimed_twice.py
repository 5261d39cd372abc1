"""No two artifacts are one file, whatever the checks before have let pass."""

from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from generator.compiler import compile as module
from generator.compiler.compile import Draft, compile
from generator.compiler.twice import claimed_twice
from generator.diagnostics import Code, Place
from generator.workspace.artifacts import Artifact, Owner, Text
from tests.support.fast import fast
from tests.support.projects import LOAN, SPECS, texts

PLACES = {name: Place(PurePosixPath(f"{name or 'project'}.yaml")) for name in ("", "one", "two")}


def artifact(path: str, job: str) -> Artifact:
    return Artifact(PurePosixPath(path), Text.of(path), Owner.GENERATED, job)


ONE_FILE = [
    ("a/b.json", "a/b.json", "a/b.json would be written twice"),
    ("a/b.json", "a/B.json", "a/b.json and a/B.json are one file where letter case does not count"),
    ("A/b.json", "a/b.json", "A/b.json and a/b.json are one file where letter case does not count"),
    ("stra\u00dfe", "STRASSE", "straße and STRASSE are one file where letter case does not count"),
    ("\u00e9", "e\u0301", "\u00e9 and e\u0301 are one file where letter case does not count"),
    ("\u00c9", "e\u0301", "\u00c9 and e\u0301 are one file where letter case does not count"),
]


@pytest.mark.parametrize(("one", "two", "words"), ONE_FILE)
def test_two_artifacts_that_are_one_file(one: str, two: str, words: str) -> None:
    made = [artifact(one, "one"), artifact("other", ""), artifact(two, "two")]
    (told,) = claimed_twice(made, PLACES)
    assert (told.code, told.message) == (Code.CLAIMED_TWICE, words)
    assert (told.place, told.related) == (PLACES["two"], (("the other", PLACES["one"]),))


def test_artifacts_that_are_files_of_their_own() -> None:
    made = [artifact(path, "one") for path in ("a", "b", "a/b", "ab", "a-b", "a_b")]
    assert list(claimed_twice(made, PLACES)) == []


@pytest.mark.parametrize("name", ["score.py", "SCORE.py"])
def test_nothing_is_compiled_then(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if some check of names had a hole."""
    real = module.derived_artifacts

    def doubled(drafted: Draft) -> Iterator[Artifact]:
        yield from real(drafted)
        yield artifact(f"aml/sentiment/{name}", "loan_default")

    monkeypatch.setattr(module, "derived_artifacts", doubled)
    with fast():
        result = compile(SPECS, texts(LOAN))
    (told,) = result.errors
    assert told.place == Place(SPECS / "loan_default.yaml")
    assert result.artifacts == {}
