"""The judge of merges: it finds what is wrong with a bad one."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.merge_judge import faults

BASE: Any = {
    "name": "n",
    "properties": {
        "activities": [
            {
                "name": "A",
                "type": "WebActivity",
                "policy": {"retry": 1},
                "typeProperties": {"u": 1},
            },
            {"name": "B", "type": "Wait", "dependsOn": [], "typeProperties": {"t": 5}},
        ],
        "annotations": ["x"],
    },
}


def changed(document: Any, change: Callable[[Any], object]) -> Any:
    document = copy.deepcopy(document)
    change(document["properties"])
    return document


OURS = changed(
    BASE, lambda it: it["activities"][0].update(policy={"retry": 2, "secureInput": False})
)
THEIRS = changed(BASE, lambda it: it["activities"][1]["typeProperties"].update(t=6))
RIGHT = changed(OURS, lambda it: it["activities"][1]["typeProperties"].update(t=6))
RIVAL = changed(BASE, lambda it: it["activities"][0]["policy"].update(retry=3))
CONFLICT = "activities/A/policy/retry"


def test_a_right_merge_passes() -> None:
    assert faults("pipeline", BASE, OURS, THEIRS, RIGHT, []) == []
    assert faults("pipeline", BASE, OURS, RIVAL, OURS, [CONFLICT]) == []


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(OURS, id="theirs is lost"),
        pytest.param(THEIRS, id="ours is lost"),
        pytest.param(changed(RIGHT, lambda it: it["annotations"].clear()), id="a thing is lost"),
        pytest.param(changed(RIGHT, lambda it: it.update(folder={})), id="a thing is new"),
        pytest.param(
            changed(RIGHT, lambda it: it["activities"][1]["typeProperties"].update(t=6.0)),
            id="another type",
        ),
        pytest.param(
            changed(RIGHT, lambda it: it["activities"][0]["policy"].pop("secureInput")),
            id="what the Studio added is lost",
        ),
        pytest.param(changed(RIGHT, lambda it: it["activities"].reverse()), id="another order"),
    ],
)
def test_a_wrong_merge_does_not(bad: Any) -> None:
    assert faults("pipeline", BASE, OURS, THEIRS, bad, []) != []


def test_an_invented_conflict_is_told() -> None:
    assert faults("pipeline", BASE, OURS, THEIRS, RIGHT, [CONFLICT]) != []


def test_a_missed_conflict_is_told() -> None:
    assert faults("pipeline", BASE, OURS, RIVAL, OURS, []) != []
