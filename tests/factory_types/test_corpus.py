"""Real factories: the checker's verdict is that of the SDK's own types, object by object."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.factory.types import check_properties
from tests.support.typed_properties import CORPUS, Typed, objects, sdk_faults

KINDS = ("pipeline", "linkedService", "dataset")


def documents() -> Iterator[tuple[Path, Typed]]:
    for file in sorted(CORPUS.rglob("*.json")):
        if file.parent.name in KINDS:
            document = json.loads(file.read_text("utf-8-sig"))
            yield from ((file, typed) for typed in objects(file.parent.name, document))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real factories is not here")
def test_the_verdict_on_real_objects_is_the_sdks() -> None:
    differ, accepted = [], 0
    for file, typed in documents():
        found = check_properties("data_factory", typed.kind, typed.type, typed.decided, ("here",))
        ours = [finding for finding in found if finding.severity == "error"]
        theirs = sdk_faults(typed)
        accepted += not ours
        if bool(ours) != bool(theirs):
            differ.append((file.name, typed.type, ours, theirs))
    assert differ == []
    assert accepted > 350
