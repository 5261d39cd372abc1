import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workspace.transaction.sweep import plant_old


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with the old state of the sweep."""
    folder = tmp_path / "output"
    plant_old(folder)
    return folder
