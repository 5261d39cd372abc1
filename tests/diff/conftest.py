"""Hundreds of small changes of the same specs."""

from collections.abc import Iterator

import pytest

from tests.support.fast import specs_read_once


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    with specs_read_once():
        yield
