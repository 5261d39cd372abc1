from pathlib import Path

import pytest

from tests.support.parallel_steps import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
