"""Compiling hundreds of times: templates are read once, and Python files are not laid out."""

from functools import cache

import pytest

from generator.compiler import compile as module
from generator.render import python_language

_BUILDERS = {name: cache(getattr(module, name)) for name in ("AmlBuilder", "FactoryBuilder")}


# For each test anew: a fixture of a wider scope would outlive this folder.
@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, builder in _BUILDERS.items():
        monkeypatch.setattr(module, name, builder)
    monkeypatch.setattr(python_language, "_laid_out", str)
