"""Scorewright: batch-scoring specs in, Data Factory JSON and Azure ML pipelines out, in step."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.compiler.compile import Compiled, compile

__version__ = "0.1.0"
__all__ = ["Compiled", "__version__", "compile"]


def __getattr__(name: str) -> object:
    """`generator.compile`, imported when it is asked for: the command line starts without it."""
    if name in ("Compiled", "compile"):
        from generator.compiler import compile as module

        return getattr(module, name)
    raise AttributeError(f"module 'generator' has no attribute {name!r}")
