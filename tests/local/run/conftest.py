"""Fixtures of whole local runs."""

from pathlib import Path

import pytest

from generator.local.aml import LocalPipeline, Unloadable
from tests.local.aml.conftest import LoadV2, load_v2_here

__all__ = ["load_v2_here"]


@pytest.fixture
def v2_here(load_v2_here: LoadV2, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipelines of SDK v2 are loaded in this process: the import takes seconds in another."""

    def load(folder: Path) -> LocalPipeline:
        loaded = load_v2_here(folder)
        if loaded.graph is None:
            raise Unloadable(loaded.faults)
        return LocalPipeline(loaded.graph, folder / "pipeline.py")

    monkeypatch.setattr("generator.local.azure_ml.load_v2", load)
