"""What each job makes that has a name among all jobs of one service, or in Azure ML."""

from collections.abc import Container, Iterator, Mapping

from msgspec import Struct

from generator.contract.names import child_pipeline, trigger_name
from generator.diagnostics import Code, Diagnostic, Path, Place
from generator.expression.scope import SERVICE_NAMES
from generator.spec.checks import Context
from generator.spec.language.keys import Sdk
from generator.spec.places import Places


class Claim(Struct, frozen=True):
    """One thing that a job makes: what it is, where the spec says so, what to do about another.

    `is_key` tells whether the spec says so by a key.
    """

    thing: str
    path: Path
    is_key: bool
    hint: str

    def place(self, places: Places) -> Place:
        """Where the spec says so."""
        return places.key(self.path) if self.is_key else places.value(self.path)


def check_claims(
    contexts: Mapping[str, Context], places: Mapping[str, Places]
) -> Iterator[Diagnostic]:
    """Report what is made twice, or is there already. Letter case tells no names apart in Azure."""
    seen: dict[str, tuple[str, Claim]] = {}
    for job, context in contexts.items():
        for claim in _claims(job, context):
            first, other = seen.setdefault(claim.thing.casefold(), (job, claim))
            if other is not claim:
                who = "one job would twice" if first == job else "two jobs would"
                place, related = claim.place(places[job]), ("the other", other.place(places[first]))
                message = f"{who} give {claim.thing}"
                yield Diagnostic(Code.CLAIMED_TWICE, message, place, claim.hint, (related,))
        yield from _there_already(job, context, places)


def check_moves(
    contexts: Mapping[str, Context], places: Mapping[str, Places], names: Container[str]
) -> Iterator[Diagnostic]:
    """Report former names that are still in use, or that two jobs had.

    Args:
        contexts: the jobs that could be read.
        places: where their values stand.
        names: the names of all jobs, readable or not.
    """
    seen: dict[str, Place] = {}
    for job, context in contexts.items():
        was = context.spec.moved_from
        if was is None or context.broken.touches("moved_from"):
            continue
        place = places[job].value(("moved_from",))
        if was in names:
            message = f"there is a job {was!r}, so its files cannot move to another"
            hint = "give the name that the job had, or drop this"
            yield Diagnostic(Code.CLAIMED_TWICE, message, place, hint)
        elif (first := seen.setdefault(was, place)) is not place:
            message = f"two jobs would take the files of {was!r}"
            related = (("the other", first),)
            yield Diagnostic(Code.CLAIMED_TWICE, message, place, "drop one of them", related)


def _claims(job: str, context: Context) -> Iterator[Claim]:
    if context.service is not None:
        there = SERVICE_NAMES[context.service.value]
        for name, way in pipelines(job, context):
            hint = "rename the scoring step" if way else "rename one of the jobs"
            yield Claim(f"{there} a pipeline {name!r}", (*way, "name"), False, hint)
        for trigger in context.spec.factory.triggers:
            path, thing = ("factory", "triggers", trigger), trigger_name(job, trigger)
            hint = "rename one of the triggers"
            yield Claim(f"{there} a trigger {thing!r}", path, True, hint)
    if context.sdk is not None:
        endpoint = context.spec.aml.endpoint
        at: Path = ("aml", "endpoint") if endpoint else ("name",)
        name = endpoint or job.replace("_", "-")
        hint = "give each its own `aml: {endpoint: ...}`"
        yield Claim(f"Azure ML {context.sdk} the endpoint {name!r}", at, False, hint)


def pipelines(job: str, context: Context) -> Iterator[tuple[str, Path]]:
    """The names of a job's pipelines, each with the way to what makes it; () is the job itself."""
    yield job, ()
    if context.sdk is Sdk.V2:
        for found, score in context.scorings():
            if found.inside:
                yield child_pipeline(job, score.name), found.path


def _there_already(
    job: str, context: Context, places: Mapping[str, Places]
) -> Iterator[Diagnostic]:
    """What the project file says to be there, and a job makes."""
    existing = context.project.existing
    triggers = context.spec.factory.triggers
    made: Mapping[str, Mapping[str, Path]] = {
        "pipelines": {name: (*way, "name") for name, way in pipelines(job, context)},
        "triggers": {trigger_name(job, n): ("factory", "triggers", n) for n in triggers},
    }
    for section, names in made.items():
        there: tuple[str, ...] = getattr(existing, section)
        for i, name in context.project_broken.numbered(there, "existing", section):
            if name.casefold() in names:
                message = f"{name!r} is there already, and a job makes one of that name"
                path, own = names[name.casefold()], places[job]
                where = own.key(path) if section == "triggers" else own.value(path)
                related = (("the job", where),)
                place = places[""].value(("existing", section, i))
                yield Diagnostic(Code.NAME_CLASH, message, place, "drop it here", related)
