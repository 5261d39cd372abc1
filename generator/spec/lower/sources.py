"""Where a scoring step takes the values of the job's parameters from."""

from collections.abc import Mapping

from msgspec import Struct

from generator import expression
from generator.contract.job import RUN_ID, Parameter
from generator.contract.model import DataPath, Sdk
from generator.contract.steps import Data
from generator.contract.types import in_path, sent, stated
from generator.contract.values import Expression, Literal, Scalar, Value
from generator.spec.forms import Raw
from generator.spec.paths import computed
from generator.spec.scalars import typed

PIPELINES_OWN = "pipeline().RunId"


class Sources(Struct, frozen=True):
    """An expression without its @, or a scalar, for each parameter; and where the run's id is."""

    parameters: Mapping[str, Parameter]
    bodies: Mapping[str, str]
    known: Mapping[str, Scalar]
    run_id: str = PIPELINES_OWN

    def value(self, name: str) -> Value:
        """What is handed to another pipeline for a parameter."""
        if name in self.known:
            return Literal(self.known[name])
        return at(self.bodies[name])

    def sent(self, name: str, sdk: Sdk) -> Value:
        """What is sent to Azure ML for a parameter."""
        parameter = self.parameters[name]
        if name in self.known:
            return stated(self.known[name], sdk, encoded=parameter.encoded)
        return sent(self.bodies[name], parameter.type, sdk, encoded=parameter.encoded)

    def data(self, data: Data) -> DataPath:
        """Where data are in this run."""
        values = {name: self._in_path(name) for name in data.parameters}
        return DataPath(Literal(data.datastore), computed(data.path, values))

    def _in_path(self, name: str) -> Value:
        if name == RUN_ID:
            return at(self.run_id)
        if name in self.known:
            return Literal(str(self.known[name]))
        return Expression("@" + in_path(self.bodies[name], self.parameters[name].type))


def sources(parameters: Mapping[str, Parameter], given: Mapping[str, Raw]) -> Sources:
    """The values of a pipeline's own parameters, but for those that a step is given itself."""
    bodies = {name: f"pipeline().parameters.{name}" for name in parameters}
    known: dict[str, Scalar] = {}
    for name, raw in given.items():
        if expression.is_expression(raw.text):
            bodies[name] = expression.body(raw.text)
        else:
            known[name] = literal(raw, parameters[name])
    return Sources(parameters, bodies, known)


def literal(raw: Raw, parameter: Parameter) -> Scalar:
    """A scalar that a spec hands to a parameter."""
    value = typed(raw, parameter.type)
    assert value is not None
    return expression.unescape(value) if isinstance(value, str) else value


def at(body: str) -> Expression:
    """The expression of a body, in its one spelling."""
    return Expression(expression.canonical("@" + body))
