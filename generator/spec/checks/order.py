"""Which activities of a pipeline run before which."""

from collections.abc import Iterator, Mapping, Sequence

from generator.contract.names import scoring_activities
from generator.diagnostics import Path
from generator.spec.checks.context import Context, Found
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.keys import Sdk


def made_names(context: Context, found: Found) -> tuple[str, ...]:
    """The activities that one activity of a spec becomes in its own pipeline."""
    if not isinstance(found.spec, ScoreSpec) or context.sdk is None:
        return (found.spec.name,)
    if found.inside and context.sdk is Sdk.V2:
        return (found.spec.name,)
    return scoring_activities(found.spec.name, context.sdk.value)


def lists(context: Context) -> Iterator[list[Found]]:
    """The activities that stand beside each other: only these can wait for one another."""
    by_list: dict[Path, list[Found]] = {}
    for found in context.activities():
        by_list.setdefault(_list_of(found), []).append(found)
    return iter(by_list.values())


def _list_of(found: Found) -> Path:
    return found.path[:-1] if found.inside else ("factory",)


def waits(beside: Sequence[Found]) -> dict[str, set[str]]:
    """What each of some activities beside each other waits for: by itself, the one before it."""
    found: dict[str, set[str]] = {}
    before: set[str] = set()
    for each in beside:
        given = each.spec.depends_on
        found[each.spec.name] = before if given is None else set(given)
        before = {each.spec.name}
    return found


def way_back(name: str, waits: Mapping[str, set[str]]) -> set[str]:
    """The activities on ways from one back to itself; a self-loop is told elsewhere."""
    reached = {each: reached_from(each, waits) for each in waits}
    if name not in reached.get(name, set()) or waits[name] == {name}:
        return set()
    return {each for each in reached if each in reached[name] and name in reached[each]}


def reached_from(name: str, waits: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*waits.get(name, ())]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += waits.get(each, ())
    return found


def before(context: Context) -> dict[Path, frozenset[str]]:
    """For each activity, by its way: those that have run, or may have, when it starts.

    What a container computes may read what is in it: an Until looks at its own activities.
    """
    by_list = list(lists(context))
    names = {found.path: set(made_names(context, found)) for found in context.activities()}
    within: dict[Path, set[str]] = {
        path: {name for other, own in names.items() if other[: len(path)] == path for name in own}
        for path in names
    }
    result: dict[Path, frozenset[str]] = {}
    for beside in by_list:
        waiting, paths = waits(beside), {found.spec.name: found.path for found in beside}
        for found in beside:
            earlier = reached_from(found.spec.name, waiting) - {found.spec.name}
            ran = {name for each in earlier if each in paths for name in within[paths[each]]}
            outside = result.get(_container(found, result), frozenset())
            result[found.path] = frozenset(ran) | outside | (within[found.path] - names[found.path])
    return result


def _container(found: Found, known: Mapping[Path, frozenset[str]]) -> Path:
    """The way to the container around an activity."""
    ways = (found.path[:length] for length in range(len(found.path) - 1, 0, -1))
    return next((way for way in ways if way in known), ())
