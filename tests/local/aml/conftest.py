"""Fixtures of the AML side's local runs."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.local.aml.graph import Loaded
from tests.support.generated import importable
from tests.support.offline import offline

LoadV2 = Callable[[Path], Loaded]


@pytest.fixture(scope="session")
def load_v2_here() -> LoadV2:
    """Loads a folder of SDK v2 in this process, as the loader's does: the import takes seconds."""
    pytest.importorskip("azure.ai.ml", reason="pip install 'scorewright[aml]'")
    from generator.local.aml.loader import v2
    from generator.local.aml.loader.user_code import imported, told

    def load(folder: Path) -> Loaded:
        file = folder / "pipeline.py"
        with importable(folder), offline(), _current(folder):
            return told(file, lambda: v2.load(imported(file), file))

    return load


@contextmanager
def _current(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
