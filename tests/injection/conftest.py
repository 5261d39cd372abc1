"""Compiling hundreds of times."""

from collections.abc import Iterator

import pytest

from tests.support.fast import fast


# For each test anew: a fixture of a wider scope would outlive this folder.
@pytest.fixture(autouse=True)
def _fast() -> Iterator[None]:
    with fast():
        yield
