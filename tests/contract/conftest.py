"""One written project for each job under test, for all tests of a process."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from tests.support import grounds
from tests.support.fast import read_once
from tests.support.grounds import Ground


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    with read_once():
        yield


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ground]:
    return cache(lambda case: grounds.write(case, tmp_path_factory.mktemp(case)))
