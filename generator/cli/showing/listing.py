"""All jobs, a line for each."""

from collections.abc import Iterator, Sequence

from generator.cli.aligned import aligned
from generator.cli.showing.words import calls, first, state, utc
from generator.overview.model import Overview, Shown, Starting, State


def listing(seen: Overview) -> Iterator[str]:
    """The lines of the table, and what to type to see more."""
    yield from aligned([("job", "state", "runs by", "next start"), *map(_row, seen.jobs.values())])
    if seen.shared.state is not State.IN_STEP:
        yield f"What the jobs share: {state(seen.shared)}."
    states = {each.standing.state for each in seen.jobs.values()} | {seen.shared.state}
    why = "" if states == {State.IN_STEP} or seen.diagnostics else "Why not: scorewright check. "
    yield f"{why}More of a job: scorewright show JOB."


def _row(shown: Shown) -> tuple[str, ...]:
    by = calls(shown.job) if shown.job else "-"
    return shown.name, state(shown.standing), by, next_start(shown.starts)


def next_start(starts: Sequence[Starting]) -> str:
    """The next of all triggers' times, and what else starts a job: "... by daily, events"."""
    timed = [(start.at, each.name) for each in starts if (start := first(each))]
    events = [each.name for each in starts if each.by_events]
    told = [f"{utc(at)} ({name})" for at, name in sorted(timed)[:1]]
    told += [f"events ({', '.join(events)})"] if events else []
    return " or ".join(told) or "-"
