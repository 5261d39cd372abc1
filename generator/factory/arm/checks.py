"""What is too large or too much for Azure, told before anything is written.

Source, besides the limits': the three ways out of too many parameters, on page
continuous-integration-delivery-resource-manager-custom-parameters.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression import Service
from generator.factory.arm.limits import LIMITS, Limits
from generator.factory.arm.linked import ADDRESS, fitting
from generator.factory.arm.names import CONVENTIONS
from generator.factory.arm.template import Object, template
from generator.factory.documents import Document, Kind

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
        size, most = document.size, limits.documents[document.kind]
        if size > most:
            what = _WORDS[document.kind]
            message = f"the {what} {document.name!r} has {size:,} bytes; {most:,} are allowed"
            hint = "split it in several" if document.job else "move some of it out"
            yield document.job, Finding(Code.LIMIT, _place(document), message, hint, "key")


def _place(document: Document) -> Path:
    if document.job:
        return ("factory",)
    return (_PLACES[document.kind], document.name)


def check_parameters(documents: Iterable[Document]) -> Iterator[tuple[str, Finding]]:
    """The documents whose parameters another one has already, each with its job.

    Studio's names of parameters tell neither kinds of resources nor letter case apart.
    """
    seen: dict[tuple[Service, str], Document] = {}
    for document in documents:
        for varying in document.varying:
            key = (document.service, varying.parameter.casefold())
            if (first := seen.setdefault(key, document)) is not document:
                both = " and ".join(f"the {_WORDS[e.kind]} {e.name!r}" for e in (first, document))
                message = f"{both} would share the ARM parameter {varying.parameter!r}"
                hint = "rename one of them"
                finding = Finding(Code.NAME_CLASH, _place(document), message, hint, "key")
                yield document.job, finding


def check_template(documents: Iterable[Document], limits: Limits = LIMITS) -> Iterator[Finding]:
    """Whether a factory's template would have too many parameters.

    Linked templates do not help: their master declares all of them, and two of its own.
    """
    names = CONVENTIONS["data_factory"]
    whole = template(names, [each for each in documents if each.service == "data_factory"])
    number = len(cast("Object", whole["parameters"]))
    if number + len(ADDRESS) <= limits.parameters:
        return  # without asking how large the template is, which takes as long as making it
    number += len(ADDRESS) if fitting(whole, limits) is None else 0
    if number > limits.parameters:
        message = f"the ARM template has {number} parameters; {limits.parameters} are allowed"
        hint = (
            "let fewer properties differ between environments, share one linked service among "
            "jobs, or split the project in several factories"
        )
        yield Finding(Code.LIMIT, ("environments",), message, hint, "key")
