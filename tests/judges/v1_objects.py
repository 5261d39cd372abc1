"""The names of SDK v1 in one object, and things made of them that are right but for one change."""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PROGRAMS = Path(__file__).parent / "programs"
STEPS = str(PROGRAMS / "steps")

NAMES = {
    "azureml.core": "Dataset Environment Model Run RunConfiguration Workspace",
    "azureml.core.datastore": "Datastore",
    "azureml.data": "OutputFileDatasetConfig",
    "azureml.data.datapath": "DataPath DataPathComputeBinding",
    "azureml.exceptions": "RunEnvironmentException UserErrorException WebserviceException",
    "azureml.pipeline.core": "Pipeline PipelineEndpoint PipelineParameter PublishedPipeline",
    "azureml.pipeline.steps": "ParallelRunConfig ParallelRunStep PythonScriptStep",
}

Sdk = Any
"""All names above in one object, with `workspace` and the datastore `lake`."""


def import_sdk() -> Sdk:
    """Whatever `azureml` is on the path now."""
    names = {
        name: getattr(import_module(module), name)
        for module, list_ in NAMES.items()
        for name in list_.split()
    }
    workspace = names["Workspace"].get("ws", subscription_id="s", resource_group="rg")
    lake = names["Datastore"].get(workspace, "lake")
    return SimpleNamespace(**names, workspace=workspace, lake=lake)


class Make:
    """Objects with nothing wrong but what a case changes."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk
        self.environment = sdk.Environment("e")
        self.bound = self.path()
        self.staged = sdk.OutputFileDatasetConfig("staged")

    def parameter(self, name: str = "p", default: object = "x") -> object:
        return self.sdk.PipelineParameter(name, default_value=default)

    def path(self, mode: str = "mount") -> tuple[object, object]:
        default = self.sdk.DataPath(self.sdk.lake, "a/b")
        return self.parameter("path", default), self.sdk.DataPathComputeBinding(mode=mode)

    def output(self, name: str = "out", **given: object) -> Any:
        return self.sdk.OutputFileDatasetConfig(name, **given)

    def files(self) -> Any:
        return self.sdk.Dataset.File.from_files((self.sdk.lake, "/"), validate=False)

    def config(self, **given: object) -> object:
        fixed = {
            "source_directory": STEPS,
            "entry_script": "score.py",
            "environment": self.environment,
            "compute_target": "cpu",
            "node_count": 2,
            "error_threshold": 0,
            "output_action": "append_row",
        }
        return self.sdk.ParallelRunConfig(**(fixed | given))

    def parallel(self, config: dict[str, object] | None = None, **given: object) -> object:
        fixed = {
            "name": "score",
            "parallel_run_config": self.config(**(config or {})),
            "inputs": [self.staged.as_input("staged")],
            "output": self.output("rows"),
            "arguments": ["--x", "1"],
        }
        return self.sdk.ParallelRunStep(**(fixed | given))

    def script(self, **given: object) -> Any:
        fixed = {"script_name": "stage.py", "source_directory": STEPS, "compute_target": "cpu"}
        return self.sdk.PythonScriptStep(**(fixed | given))

    def pipeline(self, *steps: object, **given: object) -> Any:
        return self.sdk.Pipeline(workspace=self.sdk.workspace, steps=[*steps], **given)

    def two(self, first: object, second: object) -> object:
        return self.pipeline(
            self.script(arguments=["--x", first]), self.script(arguments=["--x", second])
        )
