"""The generated columns.py lets csv take long cells; here, it does so in the tests' own process."""

import csv
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _limit_of_cells() -> Iterator[None]:
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)
