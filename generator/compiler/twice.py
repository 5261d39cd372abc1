"""The net below all checks of names: no two artifacts are one file, on no file system."""

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Code, Diagnostic, Place
from generator.workspace.artifacts import Artifact
from generator.workspace.folder import folded


def claimed_twice(
    artifacts: Iterable[Artifact], places: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    """Report artifacts whose paths are one path where letter case or unicode form count not.

    Args:
        artifacts: all that is to be written.
        places: where the spec of each job is ("": the project's).
    """
    seen: dict[str, Artifact] = {}
    for artifact in artifacts:
        first = seen.setdefault(folded(artifact.path), artifact)
        if first is not artifact:
            related = (("the other", places[first.job]),)
            hint = "rename in one of the specs what the file is called after"
            yield Diagnostic(
                Code.CLAIMED_TWICE, _said(first, artifact), places[artifact.job], hint, related
            )


def _said(first: Artifact, artifact: Artifact) -> str:
    if first.path == artifact.path:
        return f"{artifact.path} would be written twice"
    return f"{first.path} and {artifact.path} are one file where letter case does not count"
