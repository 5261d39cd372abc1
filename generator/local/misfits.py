"""Where on both sides something stands that does not fit, for what Azure ML would not take."""

from collections.abc import Iterator, Sequence

from generator.contract.model import Calls, Read
from generator.diagnostics import Code, Diagnostic, Path, Place
from generator.factory.read import read_calls
from generator.local.aml import Refusal
from generator.local.factory import Documents, Refused
from generator.local.request import Side


def misfits(documents: Documents, refused: Sequence[tuple[Side, Refusal]]) -> Iterator[Diagnostic]:
    """A diagnostic for each refusal, at what was sent, with what it should fit.

    Args:
        documents: the factory's side.
        refused: what was refused, by the AML side that refused it.
    """
    for side, each in refused:
        related = (("defined at", each.place),) if each.place else ()
        place = _sent(documents, side, each) or each.place
        if place is not None:
            yield Diagnostic(Code.SENT_NOT_OFFERED, each.message, place, related=related)


def _sent(documents: Documents, side: Side, refusal: Refusal) -> Place | None:
    """Where an activity sends a parameter or data; without it, where the activity stands."""
    found: Place | None = None
    for pipeline in side.pipelines:
        calls = _calls(documents, pipeline)
        for activity, call in calls.half.calls.items() if calls else ():
            assert calls is not None
            values = call.data if refusal.sent == "data" else call.parameters
            if refusal.sent and refusal.name in values:
                way: Path = ("calls", activity, refusal.sent, refusal.name)
                return documents.pointed(calls.place(way))
            found = found or documents.pointed(calls.place(("calls", activity)))
    return found


def _calls(documents: Documents, pipeline: str) -> Read[Calls] | None:
    try:
        return read_calls(documents.get("pipeline", pipeline), ())
    except Refused:
        return None
