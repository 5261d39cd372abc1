"""The templates that deploy a service's documents, and what belongs to them.

Everything here is derived from the documents: a value that differs between environments is a
parameter without default, so that one that was forgotten fails the deployment.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from generator.contract.job import Project
from generator.contract.values import Json
from generator.factory.arm.checks import check_documents, check_parameters, check_template
from generator.factory.arm.definition import definition
from generator.factory.arm.limits import LIMITS, Limits
from generator.factory.arm.linked import fitting, linked_templates, master
from generator.factory.arm.names import CONVENTIONS, FOLDER
from generator.factory.arm.patching import concerned, patched
from generator.factory.arm.template import parameters, template
from generator.factory.documents import FOLDERS, Document
from generator.render import json_pieces

__all__ = [
    "LIMITS",
    "Limits",
    "check_documents",
    "check_parameters",
    "check_template",
    "concerned",
    "derived",
    "patched",
]
_LINKED = FOLDER / "linkedTemplates"


def derived(
    project: Project, documents: Sequence[Document], limits: Limits = LIMITS
) -> Iterator[tuple[PurePosixPath, Iterator[str]]]:
    """The files that are derived from documents, by their paths below the output folder, in pieces.

    Args:
        project: the project, for the values of its environments.
        documents: the documents of all its services.
        limits: when one template is too much.
    """
    for service, names in CONVENTIONS.items():
        own = [document for document in documents if document.service == service]
        if not own:
            continue
        yield PurePosixPath(FOLDERS[service], names.definition), json_pieces(definition(names, own))
        whole = template(names, own)
        pieces: Iterable[str] | None = json_pieces(whole)
        if names.deployable:
            pieces = fitting(whole, limits)
        if pieces is None:
            for path, content in _linked(project, own, limits):
                yield path, json_pieces(content)
            continue
        yield FOLDER / names.template, iter(pieces)
        for environment, target in project.targets.items():
            name = names.parameters.format(environment)
            yield FOLDER / name, json_pieces(parameters(names, target, own))


def _linked(
    project: Project, documents: Sequence[Document], limits: Limits
) -> Iterator[tuple[PurePosixPath, Json]]:
    """The templates of one service that no single template could hold."""
    names = CONVENTIONS["data_factory"]
    children = linked_templates(names, documents, limits)
    yield _LINKED / "ArmTemplate_master.json", master(names, documents, children)
    for environment, target in project.targets.items():
        name = f"ArmTemplateParameters_master.{environment}.json"
        yield _LINKED / name, parameters(names, target, documents)
    for number, child in enumerate(children):
        yield _LINKED / f"ArmTemplate_{number}.json", child
