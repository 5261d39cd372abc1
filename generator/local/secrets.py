"""Keeps out of what is shown and kept what the factory keeps out of its logs."""

from collections.abc import Mapping, Sequence

from generator.contract.values import Json
from generator.factory.read import Document
from generator.local.factory import PipelineRun
from generator.local.factory.engine import HIDDEN as HIDDEN_BY_POLICY
from generator.local.factory.parameters import HIDDEN, declared, is_secret
from generator.local.hops import ACTIVITY, AML, SCRIPT

_SENDERS = ("AzureMLExecutePipeline", "WebActivity")


def secrets(pipeline: Document, given: Mapping[str, Json]) -> frozenset[str]:
    """The values of a pipeline's parameters of type SecureString.

    Args:
        pipeline: its document.
        given: the values of its parameters, by name, whose case does not matter.
    """
    values = {name.casefold(): value for name, value in given.items()}
    found = (
        values.get(each.name.casefold(), each.default)
        for each in declared(pipeline, "parameters")
        if is_secret(each.type)
    )
    return frozenset(value for value in found if isinstance(value, str) and value)


def blotted(value: Json, hidden: frozenset[str]) -> Json:
    """A value in which secrets are blotted out, wherever they stand in it."""
    match value:
        case str():
            for secret in sorted(hidden, key=len, reverse=True):
                value = value.replace(secret, HIDDEN)
            return value
        case list():
            return [blotted(each, hidden) for each in value]
        case dict():
            return {name: blotted(each, hidden) for name, each in value.items()}
    return value


def hidden_hops(run: PipelineRun) -> Sequence[str]:
    """The hops whose values a policy hides: an activity sends them with secure input."""
    secure = any(each.sent == HIDDEN_BY_POLICY for each in run.activities if each.type in _SENDERS)
    return (ACTIVITY, AML, SCRIPT) if secure else ()
