"""Whether a submission fits a pipeline.

The services pass over much of it, and runs then fail at night or score with a default: a name that
nobody defines is ignored by v1. Here all of it is refused, and at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.contract.values import Json
from generator.diagnostics import Place, nearest
from generator.local.aml.datastores import leads_out
from generator.local.aml.graph import DataInput, Graph, Parameter
from generator.local.aml.literals import fault_of
from generator.local.aml.submission import Refusal, SentAs, Submission

PlaceOf = Callable[[str], Place | None]
"""Where the code defines a parameter or data; of an unknown name, the file."""


def refusals(
    graph: Graph, submission: Submission, place_of: PlaceOf, file: str
) -> tuple[Refusal, ...]:
    """Every reason why a pipeline cannot run as it is asked to; none if it can.

    Args:
        graph: the pipeline.
        submission: what is sent.
        place_of: where the code defines a name.
        file: what the code's file is called in messages.
    """
    check = (_V1 if graph.sdk == "v1" else _V2)(graph, submission, place_of, file)
    return tuple(check.all())


@dataclass(frozen=True, slots=True)
class _Check(ABC):
    graph: Graph
    sent: Submission
    place_of: PlaceOf
    file: str

    def all(self) -> Iterator[Refusal]:
        for name, value in self.sent.parameters.items():
            yield from self._said(name, self._parameter(name, value), "parameters")
        for name in self.sent.data:
            yield from self._said(name, self._data(name), "data")
        for name in self.sent.outputs:
            yield from self._said(name, self._output(name), "data")
        for name, parameter in self.graph.parameters.items():
            if name not in self.sent.parameters and self._lacks(parameter):
                yield from self._said(
                    name, f"{self._noun} {name!r} has no default, and is not sent"
                )

    @property
    def _noun(self) -> str:
        return "parameter" if self.graph.sdk == "v1" else "input"

    def _said(self, name: str, message: str, sent: SentAs = "") -> Iterator[Refusal]:
        if message:
            known = [*self.graph.parameters, *self.graph.inputs, *self.graph.outputs]
            near = name if name in known else nearest(name, known)
            yield Refusal(message, self.place_of(near), name, sent)

    @abstractmethod
    def _parameter(self, name: str, value: Json) -> str: ...

    @abstractmethod
    def _data(self, name: str) -> str: ...

    @abstractmethod
    def _output(self, name: str) -> str: ...

    @abstractmethod
    def _lacks(self, parameter: Parameter) -> bool: ...

    def _unknown(self, noun: str, name: str, known: Mapping[str, object]) -> str:
        near = nearest(name, known)
        hint = f"nearest: {near!r}" if near else f"it defines: {', '.join(sorted(known)) or 'none'}"
        what = f"{noun} {name!r}" if noun else repr(name)
        return f"the activity sends {what}, which {self.file} does not define ({hint})"

    def _wrong_path(self, name: str, path: str) -> str:
        return f"{name}: the path {path!r} leads out of its datastore" if leads_out(path) else ""


@dataclass(frozen=True, slots=True)
class _V1(_Check):
    def _parameter(self, name: str, value: Json) -> str:
        if name in self.graph.inputs:
            return (
                f"{name!r} is a DataPath in {self.file}: it is sent in dataPathAssignments,"
                " not in mlPipelineParameters"
            )
        if name not in self.graph.parameters:
            return self._unknown("", name, self.graph.parameters)
        if not isinstance(value, str):
            return f"parameter {name!r} is sent as {value!r}: SDK v1 takes text only"
        if value == "":
            return f"parameter {name!r} is sent an empty text, which Azure ML takes for none"
        if "\n" in value:
            return f"parameter {name!r} is sent a text of several lines, which Azure ML refuses"
        return ""

    def _data(self, name: str) -> str:
        ref = self.sent.data[name]
        if name in self.graph.parameters:
            return (
                f"{name!r} is a plain parameter in {self.file}: it is sent in"
                " mlPipelineParameters, not in dataPathAssignments"
            )
        if name not in self.graph.inputs:
            return self._unknown("data path", name, self.graph.inputs)
        if self.graph.inputs[name].kind == "dataset":
            return f"{name!r} is a dataset in {self.file}, for which the activity has no slot"
        if not ref.datastore:
            return f"data path {name!r} names no datastore"
        return self._wrong_path(name, ref.path)

    def _output(self, name: str) -> str:
        return f"output {name!r} is sent, and SDK v1 writes to fixed places only"

    def _lacks(self, parameter: Parameter) -> bool:
        return parameter.default == ""


@dataclass(frozen=True, slots=True)
class _V2(_Check):
    def all(self) -> Iterator[Refusal]:
        yield from _Check.all(self)
        for name, data in self.graph.inputs.items():
            sent = name in self.sent.data or name in self.sent.parameters
            if not sent and not data.optional:
                yield from self._said(name, f"input {name!r} is required, and is not sent")

    def _parameter(self, name: str, value: Json) -> str:
        if name in self.graph.inputs:
            kind = self.graph.inputs[name].kind
            return f"input {name!r} is data (a {kind}), and is sent the literal {value!r}"
        if name not in self.graph.parameters:
            return self._unknown("input", name, {**self.graph.parameters, **self.graph.inputs})
        if value is None or value == "":
            return f"input {name!r} is sent no value, which Azure ML refuses"
        return _misfit(name, value, self.graph.parameters[name])

    def _data(self, name: str) -> str:
        ref = self.sent.data[name]
        if name in self.graph.parameters:
            return f"input {name!r} is a literal, and is sent the URI {ref}"
        if name not in self.graph.inputs:
            return self._unknown("input", name, {**self.graph.parameters, **self.graph.inputs})
        return _kind(f"input {name!r}", self.graph.inputs[name], ref.kind) or self._wrong_path(
            name, ref.path
        )

    def _output(self, name: str) -> str:
        ref = self.sent.outputs[name]
        if name not in self.graph.outputs:
            return self._unknown("output", name, self.graph.outputs)
        kind = self.graph.outputs[name].kind
        if ref.kind and ref.kind != kind:
            return f"output {name!r} is a {kind}, and is sent the URI of a {ref.kind}"
        return self._wrong_path(name, ref.path)

    def _lacks(self, parameter: Parameter) -> bool:
        return parameter.default is None and not parameter.optional


def _kind(what: str, data: DataInput, given: str) -> str:
    if given and data.kind and given != data.kind:
        return f"{what} is a {data.kind}, and is sent the URI of a {given}"
    return ""


def _misfit(name: str, value: Json, parameter: Parameter) -> str:
    """Why a value is not one of a parameter; the SDK itself lets it pass."""
    if parameter.type is None:
        return ""
    if why := fault_of(value, str(parameter.type)):
        return f"input {name!r} {why}"
    if parameter.choices and str(value) not in map(str, parameter.choices):
        words = ", ".join(map(str, parameter.choices))
        return f"input {name!r} is sent {value!r}, which is none of: {words}"
    if parameter.type in ("integer", "number") and isinstance(value, str | int | float):
        return _bounded(name, float(value), parameter)
    return ""


def _bounded(name: str, number: float, parameter: Parameter) -> str:
    low, high = parameter.minimum, parameter.maximum
    if low is not None and number < low:
        return f"input {name!r} is sent {number:g}, which is below its min, {low}"
    if high is not None and number > high:
        return f"input {name!r} is sent {number:g}, which is above its max, {high}"
    return ""
