"""A side that is broken ends as a failed run, and these are the words."""

import re
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from generator.cli.quoted import quoted
from generator.cli.running.ended import lines
from generator.contract.model import Sdk
from generator.diagnostics.printing import printed
from generator.local.factory import Refused
from tests.local.run.broken import BROKEN, slug
from tests.local.run.small import Small

CASES = [(sdk, name) for sdk, cases in BROKEN.items() for name in cases]

AFTER_SCORING = {"a status that nobody reads"}
"""What goes wrong in the factory only, when Azure ML has done its part."""


@pytest.mark.usefixtures("v2_here")
@pytest.mark.parametrize(("sdk", "name"), CASES, ids=[f"{sdk}-{name}" for sdk, name in CASES])
def test_a_broken_side_is_a_failed_run(
    sdk: Sdk, name: str, tmp_path: Path, snapshot: Snapshot
) -> None:
    small = Small(sdk, tmp_path)
    small.change(*BROKEN[sdk][name])
    snapshot.snapshot_dir = Path(__file__).parent / "told" / sdk
    snapshot.assert_match(told(small), f"{slug(name)}.txt")
    assert bool(small.scores()) == (name in AFTER_SCORING)


def test_they_are_enough() -> None:
    assert len(CASES) >= 30


@pytest.mark.usefixtures("v2_here")
@pytest.mark.parametrize("sdk", ["v1", "v2"])
def test_unbroken_it_runs(sdk: Sdk, tmp_path: Path) -> None:
    small = Small(sdk, tmp_path)
    assert small.run().succeeded
    assert small.scores() == ["one,0.5,3", "seventeen,0.5,3", "three,0.5,3"]


def told(small: Small) -> str:
    """What the command prints of a run that fails, without what no two runs share."""
    try:
        report = small.run()
    except Refused as refused:
        text = printed(refused.diagnostics, "text", quoted(refused.diagnostics, {}))
    else:
        assert not report.succeeded
        text = "\n".join(lines(report)) + "\n"
    text = text.replace(str(small.home), "HOME")
    text = re.sub(r"Failed after [0-9.]+ s\.", "Failed after a while.", text)
    text = re.sub(r"\[\d+\]", "[n]", text)
    text = re.sub(r"\(\d+ times\)", "(many times)", text)
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "A-GUID", text)
