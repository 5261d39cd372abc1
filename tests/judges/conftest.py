"""Fixtures of the judges' own tests."""

import sys
from collections.abc import Iterator

import pytest

from generator.local.aml.stand_in import STAND_IN
from tests.judges.v1_objects import PROGRAMS, Sdk, import_sdk


@pytest.fixture
def sdk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sdk]:
    """The stand-in for SDK v1, imported for one test only."""
    monkeypatch.syspath_prepend(STAND_IN)
    monkeypatch.syspath_prepend(PROGRAMS)
    yield import_sdk()
    for module in [*sys.modules]:
        if module.split(".")[0] in ("azureml", "v1_pipeline", "score"):
            del sys.modules[module]
