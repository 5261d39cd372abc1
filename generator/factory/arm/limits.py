"""The limits of Azure that a project can pass.

Source: page "Azure subscription and service limits" (Azure Resource Manager, and Data Factory).
"""

from collections.abc import Mapping

from msgspec import Struct, field

from generator.factory.documents import Kind

_KB = 1024
_MB = 1024 * _KB


def _documents() -> dict[Kind, int]:
    return {
        "pipeline": 200 * _KB,
        "dataset": 100 * _KB,
        "linkedService": 100 * _KB,
        "trigger": _MB,
        "credential": _MB,
    }


class Limits(Struct, frozen=True):
    """What one template, and each kind of document, may hold."""

    parameters: int = 256
    resources: int = 800
    size: int = 4 * _MB
    documents: Mapping[Kind, int] = field(default_factory=_documents)


LIMITS = Limits()
