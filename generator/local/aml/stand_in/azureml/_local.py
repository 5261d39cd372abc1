"""How a local run reaches the scripts that it starts: by environment variables and one file."""

import json
import os
from pathlib import Path

RUN = "AZUREML_RUN_ID"
"""The id of the step's run; Azure ML sets it, too."""

PARENT = "AZUREML_ROOT_RUN_ID"
"""The id of the pipeline's run; Azure ML sets it, too."""

EXPERIMENT = "AZUREML_ARM_PROJECT_NAME"
"""The experiment; Azure ML sets it, too."""

RECORD = "SCOREWRIGHT_RECORD"
"""The file in which each line is what a script has written to a run: run, kind, key and value."""

MODELS = "SCOREWRIGHT_MODELS"
"""The registered models as JSON: {"name:version": path}."""


DATA = "AZUREML_DATAREFERENCE_"
"""What the variables begin with that say where a step's data lie; Azure ML has them, too."""

WORKSPACE = "SCOREWRIGHT_WORKSPACE"
"""The name of the workspace that code finds which has no file that names one."""


def record(run: str, kind: str, key: str, value: object) -> None:
    """Let the local run know of a tag, a property or a metric; without one, nobody is told."""
    if file := os.environ.get(RECORD):
        line = json.dumps({"run": run, "kind": kind, "key": key, "value": value}, default=str)
        with Path(file).open("a", encoding="utf-8") as lines:
            lines.write(f"{line}\n")


def models() -> dict[str, str] | None:
    """The registered models of the local run, or None if there is no local run."""
    text = os.environ.get(MODELS)
    if text is None:
        return None
    return {str(name): str(path) for name, path in json.loads(text).items()}


def data() -> dict[str, str]:
    """Where a step's inputs and outputs lie, by their names."""
    return {
        name.removeprefix(DATA): path for name, path in os.environ.items() if name.startswith(DATA)
    }
