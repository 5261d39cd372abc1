"""Scorewright as all lives use it."""

from collections.abc import Iterator

import pytest

from tests.model.product import Product, installed


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with installed(tmp_path_factory.mktemp("templates")) as made:
        yield made
