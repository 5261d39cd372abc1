"""A case's documents and what is derived from them, without the Azure ML side."""

import json
from functools import cache

from generator.contract.job import Project
from generator.factory.arm import Limits, derived
from generator.factory.build import FactoryBuilder
from generator.factory.documents import Document
from generator.render import templates_folder
from generator.spec.load import load
from tests.support import cases, projects
from tests.support.arm import Object


@cache
def project(case: str) -> Project:
    loaded = load(projects.SPECS, cases.CASES[case])
    assert loaded.project is not None
    return loaded.project


@cache
def documents(case: str) -> tuple[Document, ...]:
    return tuple(FactoryBuilder(templates_folder()).build(project(case)))


def files(case: str, limits: Limits) -> dict[str, Object]:
    """The derived files, as they are read from disk."""
    found = derived(project(case), documents(case), limits)
    return {str(path): json.loads("".join(pieces)) for path, pieces in found}
