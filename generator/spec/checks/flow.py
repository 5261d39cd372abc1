"""The order of a pipeline's activities: names, what waits for what, what may stand in what.

Sources: pages concepts-pipelines-activities, concepts-nested-activities, and
tutorial-pipeline-failure-error-handling.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from generator.contract.names import failing_activity
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks import order
from generator.spec.checks.context import PARTS, Context, Found, advice
from generator.spec.language.activities import Condition, ScoreSpec

MOST_ACTIVITIES = 120
LOOPS = ("ForEach", "Until")
CHOICES = ("IfCondition", "Switch")


def check(context: Context) -> Iterator[Finding]:
    """Check the activities of a pipeline against each other."""
    yield from _names(context)
    yield from _waits(context)
    yield from _scores(context)
    yield from _leaves(context)
    for found in context.activities():
        yield from _nesting(found)
    yield from _count(context)


# names --------------------------------------------------------------------------------------------


def _names(context: Context) -> Iterator[Finding]:
    """No two activities of a pipeline have one name, wherever they stand."""
    seen: dict[str, Path] = {}
    for found in context.activities():
        where: Path = (*found.path, "name")
        for name in order.made_names(context, found):
            if other := seen.get(name.casefold()):
                message = f"an activity {name!r} is in this pipeline already"
                hint = "rename one of them; case does not tell names apart"
                related = (("the other", other),)
                yield Finding(Code.NAME_CLASH, where, message, hint, related=related)
            seen.setdefault(name.casefold(), where)
    yield from _failing_name(context, seen)


def _failing_name(context: Context, seen: Mapping[str, Path]) -> Iterator[Finding]:
    failing = context.spec.factory.on_failure
    name = failing_activity(context.spec.name)
    if failing and not failing.handled and (other := seen.get(name.casefold())):
        message = f"{name!r} is what Scorewright calls the activity at the end of `on_failure`"
        yield Finding(Code.NAME_CLASH, other, message, "rename it")


# what waits for what ------------------------------------------------------------------------------


def _waits(context: Context) -> Iterator[Finding]:
    unread = context.unread()
    for beside in order.lists(context):
        names = [found.spec.name for found in beside]
        for found in beside:
            for name, conditions in (found.spec.depends_on or {}).items():
                path = (*found.path, "depends_on", name)
                if name == found.spec.name:
                    message = f"{name!r} waits for itself"
                    yield Finding(Code.CIRCLE, path, message, "drop it", "key")
                elif name not in names and not unread:
                    message = f"there is no activity {name!r} beside this one"
                    hint = advice(
                        name, [each for each in names if each != found.spec.name], "beside"
                    )
                    yield Finding(Code.UNKNOWN_ACTIVITY, path, message, hint, "key")
                if not context.broken.touches(*path):
                    yield from _conditions(conditions, path)
        yield from _circles(beside)


def _conditions(conditions: Sequence[Condition], path: Path) -> Iterator[Finding]:
    if not conditions:
        message = "no way to have ended is named"
        yield Finding(Code.OUT_OF_RANGE, path, message, "write [Succeeded], or others")
    if Condition.COMPLETED in conditions and len(set(conditions)) > 1:
        message = "Completed stands for every way to have ended"
        yield Finding(Code.NAME_CLASH, path, message, "write [Completed] alone, or drop it")
    if len(set(conditions)) < len(conditions):
        yield Finding(Code.NAME_CLASH, path, "a condition stands twice", "keep one")


def _circles(beside: Sequence[Found]) -> Iterator[Finding]:
    """Activities that wait for each other never start."""
    waits = order.waits(beside)
    for found in beside:
        way = order.way_back(found.spec.name, waits)
        if way and found.spec.name == min(way):
            message = f"these activities wait for each other: {', '.join(sorted(way))}"
            path = (*found.path, "name")
            yield Finding(Code.CIRCLE, path, message, "let one of them start first")


# the scoring, and failures ------------------------------------------------------------------------


def _scores(context: Context) -> Iterator[Finding]:
    """The main activity is the scoring, or a container of it."""
    if context.broken.touches("factory", "activity"):
        return
    inside = [found for found in context.activities() if found.path[:2] == ("factory", "activity")]
    if not any(isinstance(found.spec, ScoreSpec) for found in inside):
        message = "the job's own activity scores nothing"
        hint = "put an activity `{type: Score, name: ...}` in it, or move it to `before`"
        yield Finding(Code.MISSING_KEY, ("factory", "activity"), message, hint, "key")


def _leaves(context: Context) -> Iterator[Finding]:
    """What runs on failure waits for the last of the main line, so there must be one last."""
    if context.spec.factory.on_failure is None or context.unread():
        return
    main = [
        found for found in context.activities() if not found.inside and found.path[1] in PARTS[:3]
    ]
    named = {name for found in main for name in found.spec.depends_on or {}}
    named |= {before.spec.name for before, found in pairwise(main) if found.spec.depends_on is None}
    for found in main[:-1]:
        if found.spec.name not in named:
            message = f"no activity waits for {found.spec.name!r}, so its failure would go unseen"
            last = main[-1].spec.name
            hint = f"`on_failure` sees what {last!r} waits for: let it wait for this too"
            related: tuple[tuple[str, Path], ...] = (("on failure", ("factory", "on_failure")),)
            where = (*found.path, "name")
            yield Finding(Code.UNUSED, where, message, hint, related=related)


# what may stand in what ---------------------------------------------------------------------------


def _nesting(found: Found) -> Iterator[Finding]:
    """Loops hold choices, and nothing else that holds activities stands in such."""
    kind = found.spec.type
    around = [each.type for each in found.inside]
    not_in_any = kind in LOOPS or kind == "Validation"
    if around and (not_in_any or (kind in CHOICES and any(each in CHOICES for each in around))):
        message = f"{_a(kind)} cannot stand inside {_a(around[-1])}"
        hint = "put it into a pipeline of its own, and run that by ExecutePipeline"
        yield Finding(Code.NESTING, (*found.path, "type"), message, hint)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "AEIOU" else f"a {kind}"


def _count(context: Context) -> Iterator[Finding]:
    made = sum(len(order.made_names(context, each)) for each in context.activities())
    failing = context.spec.factory.on_failure
    number = made + (failing is not None and not failing.handled)
    if number > MOST_ACTIVITIES:
        message = f"{number} activities; a pipeline has at most {MOST_ACTIVITIES}, inner ones too"
        yield Finding(Code.LIMIT, ("factory",), message, "split the pipeline", "key")
