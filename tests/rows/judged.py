"""What has to hold for the documents of every row, whatever is in it."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from generator.contract.compare import Factory, differences, fit_runs
from generator.contract.job import Job
from generator.factory.build import FactoryBuilder
from generator.factory.documents import Document
from generator.factory.read import Document as Text
from generator.factory.read import read_calls
from generator.render import templates_folder
from generator.spec.load import load
from tests.support.projects import SPECS, Texts
from tests.support.strict import Kind, strict_errors
from tests.support.synapse import as_of_data_factory, lossless


@cache
def _builder() -> FactoryBuilder:
    return FactoryBuilder(templates_folder())


def documents(specs: Texts) -> dict[str, Document]:
    """The documents of good specs, by kind and name."""
    loaded = load(SPECS, specs)
    assert [str(each) for each in loaded.diagnostics if each.severity == "error"] == []
    assert loaded.project is not None
    return {f"{each.kind}/{each.name}": each for each in _builder().build(loaded.project)}


def judged(specs: Texts) -> dict[str, Document]:
    """The documents of good specs, which Azure takes, and which say what the specs say."""
    loaded = load(SPECS, specs)
    made = documents(specs)
    for document in made.values():
        content = cast("Mapping[str, object]", document.content)
        kind = cast("Kind", document.kind)
        if document.service == "synapse":
            assert lossless(kind, content) == [], document.name
            content = as_of_data_factory(content)
        assert strict_errors(kind, content) == [], document.name
    assert loaded.project is not None
    for job in loaded.project.jobs.values():
        _agrees(job, made)
    return made


def _agrees(job: Job, made: Mapping[str, Document]) -> None:
    triggers = [Text(each.path, each.content) for each in made.values() if each.kind == "trigger"]
    halves = []
    for pipeline in job.factory.pipelines:
        document = made[f"pipeline/{pipeline.name}"]
        read = read_calls(Text(document.path, document.content), triggers)
        assert list(differences(pipeline.calls, read)) == []
        halves.append(Factory(pipeline.calls, read))
    assert list(fit_runs({each.expected.pipeline: each.calls for each in halves})) == []
