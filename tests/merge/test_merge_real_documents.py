"""Real factories: 5,000 random merges, half of them with the Studio's noise, before a judge."""

import json
from random import Random
from typing import Any

import pytest

from generator.factory.documents import KINDS
from generator.factory.meaning import format_of
from generator.render import print_json
from tests.support.document_edits import edited, saved_in_studio, some_spots
from tests.support.merge_judge import faults
from tests.support.typed_properties import CORPUS

MERGES, LARGEST = 5_000, 3_000


def documents() -> list[tuple[str, Any]]:
    found = []
    for file in sorted(CORPUS.rglob("*.json")):
        text = file.read_text("utf-8-sig")
        if file.parent.name in KINDS and len(text) <= LARGEST:
            found.append((file.parent.name, json.loads(text)))
    return found


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real factories is not here")
def test_nothing_is_lost_and_no_conflict_missed_or_invented() -> None:
    random, real = Random(4), documents()
    pipelines = [each for each in real if each[0] in ("pipeline", "trigger")]
    clean = clashing = 0
    for number in range(MERGES):
        kind, base = random.choice(real if number % 4 == 0 else pipelines)
        spots = some_spots(kind, base, random)
        ours, theirs = (edited(kind, base, random, spots) for _ in range(2))
        if number % 2:
            ours = saved_in_studio(kind, ours, random)
        texts = [print_json(each) for each in (base, ours, theirs)]
        merge = format_of(kind).merge(*texts)
        conflicts = [conflict.where for conflict in merge.conflicts]
        found = faults(kind, base, ours, theirs, json.loads(merge.text), conflicts)
        assert found == [], (number, *texts)
        clean, clashing = clean + (not conflicts), clashing + bool(conflicts)
    assert min(clean, clashing) > MERGES // 20
