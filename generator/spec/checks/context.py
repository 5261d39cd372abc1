"""What a check is given to look at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import expression
from generator.contract.values import Expression
from generator.diagnostics import Path, nearest
from generator.spec.model import JobSpec
from generator.spec.project_model import ProjectSpec


@dataclass(frozen=True, slots=True)
class Context:
    """A job's spec and its project.

    `broken` and `project_broken` are ways to what could not be read and was reported already: what
    stands there exists for all other checks, so that one fault is not reported twice.
    """

    spec: JobSpec
    project: ProjectSpec
    broken: frozenset[Path]
    project_broken: frozenset[Path]

    def declared(self, section: str) -> set[str]:
        """The names in a section of the spec, readable or not."""
        return set(getattr(self.spec, section)) | _last(self.broken, section)

    def shared(self, section: str) -> set[str]:
        """The names in a section of the project file, readable or not."""
        return set(getattr(self.project, section)) | _last(self.project_broken, section)

    def pipeline_texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that is evaluated inside the pipeline, with its way through the spec."""
        activity = self.spec.factory.activity
        for key in ("experiment", "version", "parent_run", "user_properties"):
            yield from _texts(getattr(activity, key), ("factory", "activity", key))
        for i, follower in enumerate(self.spec.factory.after):
            yield from _texts(follower.properties, ("factory", "after", i, "properties"))

    def texts(self) -> Iterator[str]:
        """Every text that is evaluated inside the pipeline."""
        return (text for _, text in self.pipeline_texts())


def _last(broken: frozenset[Path], section: str) -> set[str]:
    return {str(path[1]) for path in broken if len(path) == 2 and path[0] == section}


def advice(word: str, known: Iterable[str], what: str) -> str:
    """The nearest known name, or all of them."""
    names = sorted(known)
    if near := nearest(word, names):
        return f"did you mean {near!r}?"
    return f"{what}: {', '.join(names)}" if names else f"there are no {what}"


def _texts(data: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text inside factory data that the factory would evaluate, with its way."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, (*path, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _texts(value, (*path, i))
    elif isinstance(data, Expression):
        yield path, data.text
    elif isinstance(data, str) and expression.is_expression(data):
        yield path, data
