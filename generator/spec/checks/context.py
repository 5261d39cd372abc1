"""What a check is given to look at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import expression
from generator.contract.values import Expression
from generator.diagnostics import Path, nearest
from generator.spec.checks.broken import Broken, Names
from generator.spec.model import FollowerSpec, JobSpec, Sdk
from generator.spec.project_model import ProjectSpec


@dataclass(frozen=True, slots=True)
class Context:
    """A job's spec and its project, each with what of it could not be read."""

    spec: JobSpec
    project: ProjectSpec
    broken: Broken
    project_broken: Broken

    @property
    def sdk(self) -> Sdk | None:
        """The SDK, or None if it could not be read."""
        return None if self.broken.hides("aml") else self.spec.aml.sdk

    def declared(self, section: str) -> Names:
        """The names in a section of the spec."""
        return self.broken.names(getattr(self.spec, section), section)

    def shared(self, section: str) -> Names:
        """The names in a section of the project file."""
        return self.project_broken.names(getattr(self.project, section), section)

    def followers(self) -> Iterator[tuple[Path, FollowerSpec]]:
        """The activities that follow the scoring, each with its way through the spec."""
        path = ("factory", "after")
        for i, follower in self.broken.numbered(self.spec.factory.after, *path):
            yield (*path, i), follower

    def pipeline_texts(self) -> Iterator[tuple[Path, str]]:
        """Every text that is evaluated inside the pipeline, with its way through the spec."""
        activity = self.spec.factory.activity
        for key in ("experiment", "version", "parent_run", "user_properties"):
            yield from _texts(getattr(activity, key), ("factory", "activity", key))
        for path, follower in self.followers():
            yield from _texts(follower.properties, (*path, "properties"))

    def mentioned(self) -> frozenset[str] | None:
        """The parameters that expressions in the pipeline name; None if that is not known."""
        if self.broken.touches("factory", "activity") or self.broken.touches("factory", "after"):
            return None
        texts = [text for _, text in self.pipeline_texts()]
        if not all(map(_parses, texts)):
            return None
        return frozenset(name for text in texts for name in expression.parameters(text))


def _parses(text: str) -> bool:
    try:
        expression.parse(text)
    except expression.SyntaxFault:
        return False
    return True


def advice(word: str, known: Iterable[str], what: str) -> str:
    """The nearest known name, or all of them."""
    names = sorted(known)
    if near := nearest(word, names):
        return f"did you mean {near!r}?"
    return f"{what}: {', '.join(names)}" if names else f"{what}: none"


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
