"""Does what one factory pipeline hands to another fit what that one declares?"""

from collections.abc import Iterator, Mapping

from generator.contract.mismatch import Mismatch
from generator.contract.model import Call, Calls, Read, Target
from generator.contract.values import UNDECIDED_NAMES, Literal
from generator.diagnostics import Code, Path, nearest


def fit_runs(pipelines: Mapping[str, Read[Calls]]) -> Iterator[Mismatch]:
    """Everything in which a run of one pipeline by another does not fit it.

    Args:
        pipelines: the pipelines, by their names by the spec. A run of any other is passed over.
    """
    folded = {name.casefold(): name for name in pipelines}
    for caller, calls in pipelines.items():
        for activity, call in calls.half.calls.items():
            name = _run(call)
            if name is not None and name.casefold() in folded:
                callee = folded[name.casefold()]
                yield from _Run(activity, call, caller, callee, pipelines).mismatches()


def _run(call: Call) -> str | None:
    """The pipeline that a call runs, if it says so."""
    if call.target is Target.FACTORY_PIPELINE and isinstance(call.id, Literal):
        return str(call.id.value)
    return None


class _Run:
    """One run of one pipeline by another. Case does not tell parameters apart."""

    def __init__(
        self,
        activity: str,
        call: Call,
        caller: str,
        callee: str,
        pipelines: Mapping[str, Read[Calls]],
    ) -> None:
        self.activity, self.call = activity, call
        self.caller, self.callee = caller, callee
        self.sends, self.takes = pipelines[caller], pipelines[callee]

    def mismatches(self) -> Iterator[Mismatch]:
        declared = {name.casefold(): name for name in self.takes.half.parameters}
        handed = {name.casefold(): name for name in self.call.parameters}
        if any(name.startswith(UNDECIDED_NAMES) for name in handed):
            return
        for folded, name in handed.items():
            if folded not in declared:
                yield self.not_declared(name)
        for folded, name in declared.items():
            if folded not in handed and self.takes.half.parameters[name].default is None:
                yield self.not_handed(name)

    def not_declared(self, name: str) -> Mismatch:
        known = self.takes.half.parameters
        near = nearest(name, known)
        message = (
            f"activity {self.activity!r} hands {name!r} to pipeline {self.callee!r},"
            " which does not declare it"
        )
        hint = f"did you mean {near!r}?" if near else f"declared: {', '.join(known) or 'nothing'}"
        return self.mismatch(Code.SENT_NOT_OFFERED, message, hint, name, near or name)

    def not_handed(self, name: str) -> Mismatch:
        message = (
            f"pipeline {self.callee!r} needs {name!r}, but activity {self.activity!r}"
            " does not hand it over"
        )
        hint = "hand it over, or give it a default there: without either, the run fails"
        return self.mismatch(Code.OFFERED_NOT_SENT, message, hint, name, name)

    def mismatch(self, code: Code, message: str, hint: str, sent: str, taken: str) -> Mismatch:
        here: Path = ("calls", self.activity, "parameters", sent)
        there: Path = ("parameters", taken)
        place, other = self.sends.place(here), self.takes.place(there)
        about = frozenset({("factory", self.caller, *here), ("factory", self.callee, *there)})
        related = (("handed over by", place), ("declared at", other))
        return Mismatch(code, message, place, hint, about, related)
