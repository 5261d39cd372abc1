"""What this machine has in place of an Azure ML workspace."""

import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.local.aml.datastores import Datastores
from generator.local.aml.models import Models
from generator.local.parallel import Engine, LocalProcesses


class LocalWorkspace(Struct, frozen=True):
    """Data, models and compute.

    `python` runs the scripts: that of the environment in which the job's packages are.
    `processes` is how many workers a parallel step has; None is as the pipeline says, but never
    more than this machine has cores. `inputs` are folders or files in place of inputs of the
    pipeline, by name; "" is the only one that it has.
    """

    datastores: Datastores = field(default_factory=Datastores)
    models: Models = field(default_factory=Models)
    python: str = sys.executable
    processes: int | None = None
    engine: Engine = field(default_factory=LocalProcesses)
    inputs: Mapping[str, Path] = field(default_factory=dict)
