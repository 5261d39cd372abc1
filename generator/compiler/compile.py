"""Compiling, a pure function: specs and templates in, artifacts and diagnostics out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from generator.aml.build import AmlBuilder
from generator.compiler.judge import judge
from generator.compiler.silence import silenced
from generator.contract.job import Project
from generator.diagnostics import Diagnostic, sort
from generator.factory import arm
from generator.factory.build import FactoryBuilder, id_parameter
from generator.factory.documents import Document
from generator.render import print_json, templates_folder
from generator.spec.load import Loaded, load
from generator.workspace.artifacts import Artifact, Owner


@dataclass(frozen=True, slots=True)
class Compiled:
    """What specs compile to. There are no artifacts if any diagnostic is an error."""

    loaded: Loaded
    artifacts: Mapping[PurePosixPath, Artifact]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that are no warnings."""
        return tuple(each for each in self.diagnostics if each.severity == "error")


def compile(  # noqa: A001 - the word for it; generator.compile shadows nothing that anybody misses
    folder: PurePosixPath,
    texts: Mapping[PurePosixPath, str],
    templates: Path | None = None,
    today: date | None = None,
) -> Compiled:
    """Compile a folder of specs.

    Args:
        folder: the folder, for diagnostics.
        texts: the text of every spec and of the project file, by path.
        templates: the folder of templates, if not the package's own.
        today: the day, for warnings of what lies in the past; without it there are none.

    Returns:
        Every file to be written, by its path below the output folder; or what is wrong.
    """
    loaded = load(folder, texts, today)
    told = sort(_without_silenced(loaded, [*loaded.diagnostics, *judge(loaded)]))
    if loaded.project is None or any(each.severity == "error" for each in told):
        return Compiled(loaded, {}, told)
    folder_of_templates = templates or templates_folder()
    documents = tuple(FactoryBuilder(folder_of_templates).build(loaded.project))
    if faults := sort(_too_much(loaded, documents)):
        return Compiled(loaded, {}, sort([*told, *faults]))
    artifacts = _artifacts(loaded.project, documents, folder_of_templates)
    return Compiled(loaded, {artifact.path: artifact for artifact in artifacts}, told)


def _without_silenced(loaded: Loaded, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of all files, without the warnings that each file silences of its own."""
    files = {loaded.places[name].source.file: name for name in loaded.silence}
    of_file = defaultdict[PurePosixPath, list[Diagnostic]](list)
    for each in diagnostics:
        of_file[each.place.file].append(each)
    for file, name in files.items():
        yield from silenced(of_file.pop(file, ()), loaded.places[name], loaded.silence[name])
    for others in of_file.values():
        yield from others


def _too_much(loaded: Loaded, documents: tuple[Document, ...]) -> Iterator[Diagnostic]:
    """What passes a limit of Azure, or would be one parameter for two: nothing is written."""
    for job, finding in (*arm.check_documents(documents), *arm.check_parameters(documents)):
        yield loaded.places[job].diagnostic(finding)
    yield from map(loaded.places[""].diagnostic, arm.check_template(documents))


def _artifacts(
    project: Project, documents: tuple[Document, ...], templates: Path
) -> Iterator[Artifact]:
    for document in documents:
        yield Artifact(document.path, document.text, Owner.GENERATED, document.job)
    for path, content in arm.derived(project, documents):
        yield Artifact(path, print_json(content), Owner.DERIVED)
    builder = AmlBuilder(templates)
    for job in project.jobs.values():
        for file in builder.build(job, project, id_parameter(job) if job.sdk == "v1" else ""):
            path = PurePosixPath("aml", job.name, file.name)
            yield Artifact(path, file.text, Owner(file.owner), job.name)
