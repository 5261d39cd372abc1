"""A name that others gave is refused or referred to as it is, where it and its references agree.

Elsewhere each place has a text of its own, by which no reference finds what it means.
"""

import json

import pytest

from generator.compiler.compile import Compiled, compile
from generator.contract.values import Json
from tests.injection.test_injection import HOSTILE
from tests.support import cases
from tests.support.projects import SPECS
from tests.support.spots import spelled

NAMES = ("Old files", "Old Server 1")
"""A dataset and a linked service that `everything` refers to and does not make."""

GOOD = {"double quote", "single quote", "line separator", "long of a name"}
"""What may stand in such a name, though it is hostile to what is written around it."""

TEXTS = {**HOSTILE, "long of a name": "x" * 140}


def called(old: str, new: str) -> Compiled:
    """The case with another name for something, there and wherever it is referred to."""
    texts = {
        file: text.replace(old, spelled(new)) for file, text in cases.CASES["everything"].items()
    }
    assert texts != cases.CASES["everything"]
    return compile(SPECS, texts)


def renamed(tree: Json, old: str, new: str) -> Json:
    """A document in which every text that is the old name is the new one."""
    if isinstance(tree, dict):
        return {key: renamed(value, old, new) for key, value in tree.items()}
    if isinstance(tree, list):
        return [renamed(item, old, new) for item in tree]
    return new if tree == old else tree


@pytest.mark.parametrize("old", NAMES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_reference_is_refused_or_carried(name: str, old: str) -> None:
    compiled, new = called(old, TEXTS[name]), TEXTS[name]
    if compiled.errors:
        assert name not in GOOD
        assert not compiled.artifacts
        return
    changed = 0
    for path, was in cases.compiled("everything").artifacts.items():
        text = compiled.artifacts[path].text
        if path.suffix != ".json":
            assert text == was.text
            continue
        changed += text != was.text
        assert json.loads(text) == renamed(json.loads(was.text), old, new)
    assert changed >= 2  # the pipeline, and the ARM template
