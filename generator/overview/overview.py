"""A project as it is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from generator.contract.job import Job, Project
from generator.diagnostics import Diagnostic
from generator.factory.documents import Document
from generator.overview.hops import hops
from generator.overview.model import Overview, Shown, Standing
from generator.overview.starts import starts
from generator.workspace.artifacts import Artifact

Texts = Mapping[PurePosixPath, str]


def overview(
    project: Project | None,
    documents: Iterable[Document | Artifact],
    standing: Mapping[str, Standing],
    at: datetime,
    found: tuple[Diagnostic, ...] = (),
) -> Overview:
    """Everything that is shown.

    Args:
        project: the jobs that compile; None if there are none.
        documents: what they compile to; only what stands in the factory is read.
        standing: how every job stands, also those that do not compile, and "", what they share.
        at: from when on the next times of triggers are told.
        found: what is wrong.
    """
    jobs = project.jobs if project else {}
    texts = _by_job(documents)
    names = sorted((jobs.keys() | standing.keys()) - {""})
    shown = {name: _shown(name, jobs.get(name), standing, texts[name], at) for name in names}
    return Overview(at, shown, standing.get("", Standing()), found)


def _by_job(documents: Iterable[Document | Artifact]) -> Mapping[str, Texts]:
    found = defaultdict[str, dict[PurePosixPath, str]](dict)
    for each in documents:
        if each.path.parent.name in ("pipeline", "trigger"):
            found[each.job][each.path] = each.text
    return found


def _shown(
    name: str, job: Job | None, standing: Mapping[str, Standing], texts: Texts, at: datetime
) -> Shown:
    stands = standing.get(name, Standing())
    if job is None:
        return Shown(name, stands)
    return Shown(name, stands, job, hops(job), tuple(starts(job, texts, at)))
