"""Compiling the same things very often: what takes the time is done once, or not at all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import pytest

from generator.compiler import compile as module
from generator.render import python_language
from generator.render.layout import Skeleton

Builders = Mapping[str, Callable[..., object]]


def new_builders() -> Builders:
    """Builders that read no template twice, and have read none yet."""
    return {
        name: cache(getattr(module, name))
        for name in ("AmlBuilder", "DeployBuilder", "FactoryBuilder")
    }


_BUILDERS = new_builders()


@contextmanager
def fast(builders: Builders = _BUILDERS) -> Iterator[None]:
    """Templates are read once, and Python files are not laid out."""
    with pytest.MonkeyPatch.context() as patch:
        for name, builder in builders.items():
            patch.setattr(module, name, builder)
        patch.setattr(python_language, "_laid_out", Skeleton.filled)
        yield
