"""What a check is given to look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from generator import expression
from generator.contract.values import Expression
from generator.diagnostics import Path, nearest
from generator.spec.checks.all_triggers import AllTriggers
from generator.spec.checks.broken import Broken, Names
from generator.spec.forms import Raw
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.language.activities import DatasetReferenceSpec, ScoreSpec
from generator.spec.language.keys import Sdk, Service
from generator.spec.lower.activities import AnySpec, branches
from generator.spec.paths import holes

PARTS = ("before", "activity", "after", "on_failure")
"""The keys of the factory's part that hold activities."""
_EVALUATED = (
    "properties",
    "parameters",
    "linked_service_parameters",
    "inputs",
    "outputs",
    "experiment",
    "version",
    "parent_run",
    "continue_on_step_failure",
    "user_properties",
)


class Found(Struct, frozen=True):
    """An activity of a spec: the way to it, and the containers around it, from the outside."""

    path: Path
    spec: AnySpec
    inside: tuple[AnySpec, ...]

    @property
    def in_loop(self) -> bool:
        """Whether `item()` has a meaning in it."""
        return any(each.type == "ForEach" for each in self.inside)


class Context(Struct, frozen=True):
    """A job's spec and its project, each with what of it could not be read.

    `today` is the day, if it is known; `triggers` are those of all jobs.
    """

    spec: JobSpec
    project: ProjectSpec
    broken: Broken
    project_broken: Broken
    today: date | None = None
    triggers: AllTriggers = field(default_factory=AllTriggers)

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

    @property
    def service(self) -> Service | None:
        """The service, or None if it could not be read."""
        if self.broken.hides("factory", "service"):
            return None
        if self.spec.factory.service is not None:
            return self.spec.factory.service
        return None if self.project_broken.hides("service") else self.project.service

    def activities(self) -> Iterator[Found]:
        """All activities of the pipeline, those inside a container right after it."""
        factory = self.spec.factory
        yield from self._listed(factory.before, ("factory", "before"))
        if not self.broken.hides("factory", "activity"):
            yield from self._found(factory.activity, ("factory", "activity"), ())
        yield from self._listed(factory.after, ("factory", "after"))
        if factory.on_failure is not None:
            path: Path = ("factory", "on_failure", "activities")
            yield from self._listed(factory.on_failure.activities, path)

    def _listed(
        self, specs: Sequence[AnySpec], path: Path, inside: tuple[AnySpec, ...] = ()
    ) -> Iterator[Found]:
        for i, spec in self.broken.numbered(specs, *path):
            yield from self._found(spec, (*path, i), inside)

    def _found(self, spec: AnySpec, path: Path, inside: tuple[AnySpec, ...]) -> Iterator[Found]:
        yield Found(path, spec, inside)
        for way, inner in branches(spec).items():
            yield from self._listed(inner, (*path, *way), (*inside, spec))

    def scorings(self) -> Iterator[tuple[Found, ScoreSpec]]:
        """The scoring steps of the pipeline."""
        for found in self.activities():
            if isinstance(found.spec, ScoreSpec):
                yield found, found.spec

    def unread(self) -> bool:
        """Whether something of some activity could not be read."""
        return any(self.broken.touches("factory", part) for part in PARTS)

    def pipeline_texts(self) -> Iterator[tuple[Found, Path, str]]:
        """Every text that is evaluated inside the pipeline, with its way through the spec."""
        for found in self.activities():
            for key in _EVALUATED:
                data = getattr(found.spec, key, None)
                for path, text in _texts(data, (*found.path, key)):
                    yield found, path, text

    def given_to_steps(self) -> frozenset[str] | None:
        """The parameters that steps are given or paths name; None if that is not known."""
        if self.broken.touches("steps") or self.broken.touches("data"):
            return None
        arguments = {name for step in self.spec.steps.values() for name in step.arguments}
        paths = [getattr(data, "path", "") for data in self.spec.data.values()]
        return frozenset(arguments | {name for path in paths for name, _, _ in holes(path)})

    def mentioned(self) -> frozenset[str] | None:
        """The parameters that expressions in the pipeline name; None if that is not known."""
        if self.unread():
            return None
        texts = [text for _, _, text in self.pipeline_texts()]
        handed = self.project.aml.parameters.values()
        texts += [value.text for value in handed if isinstance(value, Expression)]
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
    elif isinstance(data, list | tuple):
        for i, value in enumerate(data):
            yield from _texts(value, (*path, i))
    elif isinstance(data, DatasetReferenceSpec):
        yield from _texts(data.parameters, (*path, "parameters"))
    elif isinstance(data, Expression):
        yield path, data.text
    elif isinstance(data, Raw):
        yield from _texts(data.text, path)
    elif isinstance(data, str) and expression.is_expression(data):
        yield path, data
