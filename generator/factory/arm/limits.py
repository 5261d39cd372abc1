"""The limits of Azure that a project can pass, told before anything is written.

Sources: pages "Azure subscription and service limits" (Azure Resource Manager; Data Factory) and
continuous-integration-delivery-resource-manager-custom-parameters (the three ways out).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.factory.documents import Document, Kind
from generator.render import print_json

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


@dataclass(frozen=True, slots=True)
class Limits:
    """What one template, and each kind of document, may hold."""

    parameters: int = 256
    resources: int = 800
    size: int = 4 * _MB
    documents: Mapping[Kind, int] = field(default_factory=_documents)


LIMITS = Limits()
_WORDS: Mapping[Kind, str] = {
    "pipeline": "pipeline",
    "dataset": "dataset",
    "linkedService": "linked service",
    "trigger": "trigger",
    "credential": "credential",
}
_PLACES: Mapping[Kind, str] = {
    "dataset": "datasets",
    "linkedService": "linked_services",
    "credential": "credentials",
}


def check_documents(
    documents: Iterable[Document], limits: Limits = LIMITS
) -> Iterator[tuple[str, Finding]]:
    """The documents that are too large, each with its job, "" for what the jobs share."""
    for document in documents:
        size, most = len(print_json(document.content).encode()), limits.documents[document.kind]
        if size > most:
            what = _WORDS[document.kind]
            message = f"the {what} {document.name!r} has {size:,} bytes; {most:,} are allowed"
            hint = "split it in several" if document.job else "move some of it out"
            yield document.job, Finding(Code.LIMIT, _place(document), message, hint, "key")


def _place(document: Document) -> Path:
    if document.job:
        return ("factory",)
    return (_PLACES[document.kind], document.name)


def check_template(documents: Iterable[Document], limits: Limits = LIMITS) -> Iterator[Finding]:
    """Whether a factory's template would have too many parameters.

    Linked templates do not help: their master declares all of them.
    """
    factory = [each for each in documents if each.service == "data_factory"]
    found = sorted(varying.parameter for each in factory for varying in each.varying)
    number = len(found) + 1  # the factory's name
    if number > limits.parameters:
        message = f"the ARM template has {number} parameters; {limits.parameters} are allowed"
        hint = (
            "let fewer properties differ between environments, share one linked service among "
            "jobs, or split the project in several factories"
        )
        yield Finding(Code.LIMIT, ("environments",), message, hint, "key")
