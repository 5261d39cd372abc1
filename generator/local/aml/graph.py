"""A pipeline of Azure ML as data: the same for both SDKs, whatever code has built it."""

from collections.abc import Mapping

from msgspec import Struct

from generator.contract.model import Sdk, Type
from generator.contract.values import Scalar
from generator.local.aml.data_ref import DataRef


class Text(Struct, frozen=True):
    """A part of an argument that never varies."""

    text: str


class OfParameter(Struct, frozen=True):
    """A part of an argument: the value of a parameter of the pipeline."""

    name: str


class OfInput(Struct, frozen=True):
    """A part of an argument: where an input of the step lies."""

    name: str


class OfOutput(Struct, frozen=True):
    """A part of an argument: where an output of the step is to be written."""

    name: str


Simple = Text | OfParameter | OfInput | OfOutput


class IfGiven(Struct, frozen=True):
    """Parts that are left out if one of them has no value: SDK v2's `$[[...]]`."""

    parts: tuple[Simple, ...]


Part = Text | OfParameter | OfInput | OfOutput | IfGiven
Argument = tuple[Part, ...]
"""What becomes one text."""

Setting = Scalar | tuple[str, ...] | None | OfParameter
"""A setting of a parallel step; under SDK v1 some can be parameters of the pipeline."""


class FromPipeline(Struct, frozen=True):
    """A step's input is one of the pipeline."""

    name: str


class FromStep(Struct, frozen=True):
    """A step's input is what another step has written."""

    step: str
    output: str


class Stored(Struct, frozen=True):
    """A step's input lies in fixed places: one, but a dataset of SDK v1 may have more."""

    places: tuple[DataRef, ...]


class Registered(Struct, frozen=True):
    """A step's input is a registered model; "" as its version is the newest."""

    name: str
    version: str


Source = FromPipeline | FromStep | Stored | Registered


class StepInput(Struct, frozen=True):
    """Data that a step reads. `kind` is "folder", "file", "table", "model" or, if unsaid, ""."""

    source: Source
    kind: str = ""


class StepOutput(Struct, frozen=True):
    """A folder or a file that a step writes.

    `destination` is where it is put afterwards, if the code says so; `pipeline_output` is the name
    of the pipeline's output that it is. Neither: it is for other steps only. `overwrite` tells
    whether files may be there already.
    """

    kind: str = "folder"
    destination: DataRef | None = None
    pipeline_output: str = ""
    overwrite: bool = True


class Rows(Struct, frozen=True):
    """Where the driver of a parallel step puts what run() returns: an output, a file in it."""

    output: str
    file: str


class CommandStep(Struct, frozen=True):
    """A step that runs once: a `script` with `arguments`, or a `command` line of the shell."""

    name: str
    source: str
    script: str
    arguments: tuple[Argument, ...]
    command: Argument
    inputs: Mapping[str, StepInput]
    outputs: Mapping[str, StepOutput]
    after: tuple[str, ...]
    environment: str
    compute: str
    variables: Mapping[str, str]


class ParallelStep(Struct, frozen=True):
    """A step whose entry script gets mini-batches of the inputs that `batched` names.

    `settings` are in the words of the SDK: of `ParallelRunConfig`, or of `parallel_run_function`.
    """

    name: str
    source: str
    entry_script: str
    arguments: tuple[Argument, ...]
    batched: tuple[str, ...]
    rows: Rows | None
    settings: Mapping[str, Setting]
    inputs: Mapping[str, StepInput]
    outputs: Mapping[str, StepOutput]
    after: tuple[str, ...]
    environment: str
    compute: str
    variables: Mapping[str, str]


Step = CommandStep | ParallelStep


class Parameter(Struct, frozen=True):
    """A parameter of the pipeline. `type` is None where SDK v2 was told none.

    One without default has to be given, unless it is `optional` (v2).
    """

    type: Type | None
    default: Scalar | None = None
    optional: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Scalar, ...] = ()


class DataInput(Struct, frozen=True):
    """Data that the pipeline takes in. `default` is the DataPath that SDK v1 publishes."""

    kind: str = ""
    default: DataRef | None = None
    optional: bool = False


class DataOutput(Struct, frozen=True):
    """Data that the pipeline puts out, where the code or a request says (SDK v2 only)."""

    kind: str = "folder"
    destination: DataRef | None = None


class Graph(Struct, frozen=True):
    """A pipeline: what it accepts, and its steps, each after those whose data it reads."""

    sdk: Sdk
    name: str
    parameters: Mapping[str, Parameter]
    inputs: Mapping[str, DataInput]
    outputs: Mapping[str, DataOutput]
    steps: tuple[Step, ...]
    continue_on_step_failure: bool = False


class Fault(Struct, frozen=True):
    """What is wrong with a pipeline's code. `file` and `line` are where, if that is known."""

    message: str
    file: str = ""
    line: int = 0


class Loaded(Struct, frozen=True):
    """What loading a pipeline gave: its graph, or faults."""

    graph: Graph | None
    faults: tuple[Fault, ...] = ()
