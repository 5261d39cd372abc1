"""What only Azure ML sees of a job: the steps of its pipeline and what they run on."""

from collections.abc import Mapping
from typing import Literal as OneOf

from msgspec import Struct, field

from generator.contract.model import Type
from generator.contract.values import Scalar

Role = OneOf["input", "output", "intermediate"]
Kind = OneOf["folder", "file", "table"]
Setting = Scalar | tuple[str, ...] | Mapping[str, str]


class Column(Struct, frozen=True):
    """A column that each file of some data has to have."""

    name: str
    type: Type


class Data(Struct, frozen=True):
    """Data of a job; `path` holds {parameter} where a value of the run goes.

    `fixed` are its folders before the first that varies, `varying` the rest. What goes from step
    to step (role "intermediate") has neither datastore nor path.
    """

    name: str
    role: Role
    kind: Kind = "folder"
    datastore: str = ""
    datastore_type: str = ""
    path: str = ""
    fixed: str = ""
    varying: str = ""
    parameters: tuple[str, ...] = ()
    description: str = ""
    columns: tuple[Column, ...] = ()


class Model(Struct, frozen=True):
    """A registered model."""

    name: str
    version: str


class Environment(Struct, frozen=True):
    """What is installed where the scripts run: packages on an image, an image, or a curated one.

    `packages` is None where the image is all there is; a `curated` one has a name and nothing else.
    """

    python: str = ""
    packages: tuple[str, ...] | None = None
    image: str = ""
    curated: str = ""
    version: str | None = None


class _Runs(Struct, frozen=True, kw_only=True):
    """What every step has. `compute` is None where it is the job's."""

    name: str
    script: str
    arguments: tuple[str, ...]
    model: bool
    compute: str | None = None


class ParallelStep(_Runs, frozen=True, kw_only=True):
    """A step that scores its input in mini-batches.

    `settings` are by the keys of the language, as far as they are given or have a default; the
    table PARALLEL_SETTINGS says what each becomes. Spans of time are in seconds.
    """

    input: Data
    output: Data
    side_inputs: tuple[Data, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)


class CommandStep(_Runs, frozen=True, kw_only=True):
    """A step whose script runs once."""

    inputs: tuple[Data, ...] = ()
    outputs: tuple[Data, ...] = ()


Step = ParallelStep | CommandStep


class AmlPart(Struct, frozen=True):
    """What only Azure ML sees of a job. `compute` is "" only where every step names its own."""

    endpoint: str
    compute: str
    environment: Environment
    model: Model | None
    steps: tuple[Step, ...]
    continue_on_step_failure: bool
