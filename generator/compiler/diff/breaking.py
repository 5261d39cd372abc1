"""What would break of what calls a job today, or of what runs by itself after the deployment."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.compiler.diff.compare import Difference
from generator.compiler.diff.spelling import short, spelled, target
from generator.contract.job import Job, Parameter
from generator.contract.model import Type
from generator.contract.pipelines import TumblingWindow
from generator.contract.steps import Data


def reason(old: Job, new: Job, found: Difference) -> str:
    """Why a difference between two states of a job breaks something; "" if it does not."""
    noun = found.thing.noun if found.thing else ""
    word = _COLUMN if found.word.startswith(_COLUMN) else found.word
    rule = _RULES.get((noun, word))
    return rule(_Case(old, new, found)) if rule else ""


def callee(job: Job) -> str:
    """What is called in Azure ML: "batch endpoint loan-default"."""
    return f"{target(job)} {job.aml.endpoint}"


class _Case(Struct, frozen=True):
    """A difference, with the job as it was and as it is."""

    old: Job
    new: Job
    found: Difference

    @property
    def name(self) -> str:
        """The thing's name, as those know it who use it today."""
        thing = self.found.old or self.found.new
        return thing.name if thing else ""

    @property
    def before(self) -> Parameter | None:
        return _parameter(self.found.old.source if self.found.old else None)

    @property
    def after(self) -> Parameter | None:
        return _parameter(self.found.new.source if self.found.new else None)

    @property
    def callers(self) -> str:
        return f"what calls {callee(self.old)}"


def _parameter(source: object) -> Parameter | None:
    return source if isinstance(source, Parameter) else None


Rule = Callable[[_Case], str]
_COLUMN = "column "
_WIDER: frozenset[tuple[str, str]] = frozenset(
    {(Type.INTEGER, Type.NUMBER), *((each, Type.STRING) for each in Type)}
)
"""The types of columns behind which stands another that lets in all of their values."""


# parameters ---------------------------------------------------------------------------------------


def _named(case: _Case) -> str:
    """A parameter that is new, gone, or has another name."""
    if case.before is None:
        return _needed(case)
    sent = [name for name, each in case.old.calls.firings.items() if case.name in each.sets]
    did = f" (as {_counted('trigger', sent)} did)" if sent and case.after is None else ""
    return f"what still sends {case.name}{did}"


def _counted(noun: str, names: list[str]) -> str:
    return f"{noun} {names[0]}" if len(names) == 1 else f"{len(names)} {noun}s"


def _needed(case: _Case) -> str:
    """A parameter that a run can, or can no longer, do without."""
    if case.after is None or case.after.default is not None:
        return ""
    return f"what starts the job without {case.name}"


def _type(case: _Case) -> str:
    return f"what sends {case.name} as {case.before.type}" if case.before else ""


def _minimum(case: _Case) -> str:
    old, new = (each.minimum if each else None for each in (case.before, case.after))
    tighter = new is not None and (old is None or new > old)
    return f"what sends less than {spelled(new)}" if tighter else ""


def _maximum(case: _Case) -> str:
    old, new = (each.maximum if each else None for each in (case.before, case.after))
    tighter = new is not None and (old is None or new < old)
    return f"what sends more than {spelled(new)}" if tighter else ""


def _pattern(case: _Case) -> str:
    new = case.after.pattern if case.after else None
    return f"what sends a text that does not fit {short(new)}" if new else ""


def _encoded(case: _Case) -> str:
    how = "as it is" if case.after and case.after.encoded else "encoded"
    return f"{case.callers} itself and sends {case.name} {how}"


def _sent(case: _Case) -> str:
    """What Azure ML is sent from now on, or no more."""
    thing = case.found.new
    if thing is None or case.found.word not in thing.facts:
        return f"{case.callers} with {case.name}"
    optional = case.after.default is not None if case.after else _is_optional(case)
    return "" if optional else f"{case.callers} without {case.name}"


# data ---------------------------------------------------------------------------------------------


def _is_optional(case: _Case) -> bool:
    """Whether a run can be started without a place for some data."""
    thing = case.found.new
    slot = case.new.offer.data.get(thing.name) if thing else None
    return slot is None or slot.role == "output" or slot.default is not None


def _data(case: _Case) -> str:
    """Data that are new, gone, or have another name."""
    if case.found.old is not None:
        return f"what still sends {case.name}" if _is_sent(case) else ""
    return "" if _is_optional(case) else f"{case.callers} without {case.name}"


def _is_sent(case: _Case) -> bool:
    slot = case.old.offer.data.get(case.name)
    return slot is not None and (case.old.sdk == "v2" or slot.role == "input")


def _kind(case: _Case) -> str:
    """Data of another kind or role; SDK v1 is sent places, whatever stands there."""
    source = case.found.old.source if case.found.old else None
    if case.old.sdk == "v1" or not _is_sent(case) or not isinstance(source, Data):
        return ""
    was = source.role if case.found.word == "role" else source.kind
    return f"what sends {case.name} as {was}"


def _column(case: _Case) -> str:
    """A column that files have to have from now on, or in which less is let in."""
    word = case.found.word
    old, new = case.found.old, case.found.new
    was = old.facts.get(word) if old else None
    now = new.facts.get(word) if new else None
    if now is None or (was and (str(was.said), str(now.said)) in _WIDER):
        return ""
    name = word.removeprefix(_COLUMN)
    how = f"{name} as {was.said}" if was else f"no {name}"
    return f"what delivers {case.name} with {how}"


# triggers, and the job itself ---------------------------------------------------------------------


def _trigger(case: _Case) -> str:
    """A trigger that is gone or has another name: templates that are deployed add and change."""
    old, new = case.found.old, case.found.new
    if old is None:
        return ""
    stays = f"a deployment removes no trigger: {old.name} goes on until it is stopped there"
    if new is not None and isinstance(new.source, TumblingWindow):
        return f"{stays}; as a new one, {new.name} runs all windows since {new.source.start}"
    return stays


def _fixed(case: _Case) -> str:
    """What never changes of a tumbling window (page how-to-create-tumbling-window-trigger)."""
    both = (case.found.old, case.found.new)
    if not all(each and isinstance(each.source, TumblingWindow) for each in both):
        return ""
    return "Azure refuses to change it: give the trigger a new name"


def _callers(case: _Case) -> str:
    return case.callers


def _service(case: _Case) -> str:
    old = case.old.factory.service.replace("_", " ")
    return f"what starts pipeline {case.old.name} in the {old}, where its triggers go on"


_RULES: Mapping[tuple[str, str], Rule] = {
    ("parameter", ""): _named,
    ("parameter", "type"): _type,
    ("parameter", "default"): _needed,
    ("parameter", "minimum"): _minimum,
    ("parameter", "maximum"): _maximum,
    ("parameter", "pattern"): _pattern,
    ("parameter", "encoded"): _encoded,
    ("parameter", "sent to Azure ML"): _sent,
    ("data", ""): _data,
    ("data", "kind"): _kind,
    ("data", "role"): _kind,
    ("data", "sent to Azure ML"): _sent,
    ("data", _COLUMN): _column,
    ("trigger", ""): _trigger,
    ("trigger", "window"): _fixed,
    ("trigger", "start"): _fixed,
    ("", "endpoint"): _callers,
    ("", "sdk"): _callers,
    ("", "calls a"): _callers,
    ("", "service"): _service,
}
"""What can break, by what changes: a thing as a whole, one of its words, or one of the job."""


# what jobs share ----------------------------------------------------------------------------------

_ELSEWHERE = "runs there, until the jobs are published to that workspace"
_ADDRESSES = "what calls the endpoints there by their addresses"
_STAYS = "what was deployed to the old one stays there, and its triggers go on"
_OF_ENVIRONMENTS: Mapping[str, str] = {
    "subscription": _ELSEWHERE,
    "resource group": _ELSEWHERE,
    "workspace": _ELSEWHERE,
    "region": _ADDRESSES,
    "endpoint suffix": _ADDRESSES,
    "factory": _STAYS,
    "synapse": _STAYS,
    "subscription of the factory": _STAYS,
    "resource group of the factory": _STAYS,
}


def reason_of_shared(found: Difference) -> str:
    """Why a difference in what jobs share breaks something; "" if it does not."""
    old = found.old
    if old is None or old.noun != "environment":
        return ""
    added = found.word in ("factory", "synapse") and found.word not in old.facts
    return "" if added else _OF_ENVIRONMENTS.get(found.word, "")
