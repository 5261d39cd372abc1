"""Which value of a spec a part of the contract comes from."""

from generator.contract.job import Job
from generator.diagnostics import Path

_ACTIVITY: Path = ("factory", "activity")


def origin(job: Job, path: Path) -> Path:
    """The way through a job's spec to what gave a half of its contract the thing at `path`."""
    match path:
        case ("parameters", name, *rest):
            return ("parameters", name, *rest)
        case ("data", name, *rest):
            return _data(str(name), rest)
        case ("calls", _, "parameters", name, *_):
            return ("parameters", name)
        case ("calls", _, "data", name, *rest):
            return _data(str(name), rest)
        case (
            "calls",
            _,
            ("experiment" | "version" | "parent_run" | "continue_on_step_failure") as key,
        ):
            return (*_ACTIVITY, key)
        case ("calls", _, *rest) if rest:
            return ("aml",)
        case ("calls", *_):
            return (*_ACTIVITY, "name")
        case ("firings", name, *rest):
            trigger = str(name).removeprefix(f"{job.name}_")
            return ("factory", "triggers", trigger, *_sets(rest))
        case ("variables", *_) | ("sdk",):
            return ("aml",)
    return ("name",)


def _data(name: str, rest: list[str | int]) -> Path:
    last = {"datastore": ("datastore",), "path": ("path",), "role": ("role",)}
    return ("data", name, *(last.get(str(rest[-1]), ()) if rest else ()))


def _sets(rest: list[str | int]) -> Path:
    if rest[:1] == ["sets"]:
        return ("parameters", *rest[1:])
    return ("type",) if rest == ["kind"] else ()
