"""Compiling hundreds of times: templates are read once, and Python files are not laid out."""

from collections.abc import Iterator
from functools import cache

import pytest

from generator.compiler import compile as module
from generator.render import python_language


@pytest.fixture(scope="package", autouse=True)
def _fast() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for builder in ("AmlBuilder", "FactoryBuilder"):
            patch.setattr(module, builder, cache(getattr(module, builder)))
        patch.setattr(python_language, "_laid_out", str)
        yield
