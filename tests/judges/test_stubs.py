"""The stubs promise what the SDKs keep, let right code pass, and find wrong code."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.judges.signatures import broken_promises
from tests.judges.v1_objects import PROGRAMS, Sdk
from tests.support.typing_judge import STUBS, type_errors

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # azure-ai-ml's own, hundreds


def modules(*packages: str) -> list[str]:
    """The modules of stubbed packages that declare something."""
    files = [file for package in packages for file in sorted((STUBS / package).rglob("*.pyi"))]
    names = [file.relative_to(STUBS).with_suffix("").parts for file in files]
    return [".".join(name).removesuffix(".__init__") for name in names]


def stub(module: str) -> str:
    base = STUBS.joinpath(*module.split("."))
    file = base / "__init__.pyi" if base.is_dir() else base.with_suffix(".pyi")
    return file.read_text("utf-8")


@pytest.mark.parametrize("module", modules("azure", "joblib"))
def test_stubs_agree_with_the_installed_packages(module: str) -> None:
    assert broken_promises(stub(module), pytest.importorskip(module)) == []


@pytest.mark.parametrize("module", modules("azureml"))
def test_stubs_agree_with_the_stand_in(module: str, sdk: Sdk) -> None:
    assert broken_promises(stub(module), import_module(module)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("def missing() -> None: ...", "missing does not exist"),
        ("class Missing: ...", "Missing does not exist"),
        ("class Thing:\n    def missing(self) -> None: ...", "Thing.missing does not exist"),
        ("def plain(a, c) -> None: ...", "plain(c) does not exist"),
        ("def plain(a) -> None: ...", "plain(b) is not in the stub"),
        ("def plain(b, a) -> None: ...", "plain(b): it cannot be given at this position"),
        ("def plain(a, b, *, option=2) -> None: ...", "plain(option): its default is 1"),
        ("def plain(a, b=1) -> None: ...", "plain(b): it has no default"),
        ("def plain(a, b, option) -> None: ...", "plain(option): it cannot be given at this"),
        ("class Thing:\n    def __init__(self, b) -> None: ...", "Thing.__init__(b) does not"),
        ("class Thing:\n    @classmethod\n    def make(cls, b) -> None: ...", "Thing.make(b) does"),
    ],
)
def test_a_broken_promise_is_found(text: str, fault: str) -> None:
    source = """
def plain(a, b, *, option=1): ...
class Thing:
    def __init__(self, a=1): ...
    @classmethod
    def make(cls, a=1): ...
"""
    module = ModuleType("module")
    exec(source, vars(module))
    found = broken_promises(text, module)
    assert any(line.startswith(f"module.{fault}") for line in found)


RIGHT = [PROGRAMS / "v1_pipeline.py", PROGRAMS / "steps" / "score.py", PROGRAMS / "v2_pipeline.py"]


def test_right_programs_pass() -> None:
    assert type_errors(RIGHT) == []


def test_the_right_v2_program_passes_with_the_sdk_itself() -> None:
    pytest.importorskip("azure.ai.ml")
    assert type_errors([PROGRAMS / "v2_pipeline.py"], search=()) == []


V1 = """
from azureml.core import Environment, Run, RunConfiguration, Workspace
from azureml.core.datastore import Datastore
from azureml.core.model import Model
from azureml.data import OutputFileDatasetConfig
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.pipeline.core import Pipeline, PipelineEndpoint, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep

workspace: Workspace
lake = Datastore.get(workspace, "lake")
path = PipelineParameter("path", default_value=DataPath(lake, "a"))
bound = (path, DataPathComputeBinding())
config: ParallelRunConfig
pipeline: Pipeline
endpoint: PipelineEndpoint
"""
V2 = """
from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.dsl import pipeline
from azure.ai.ml.entities import BatchEndpoint, Environment, PipelineComponentBatchDeployment
from azure.ai.ml.parallel import RunFunction, parallel_run_function

client: MLClient
node = command(command="ls")
"""
WRONG = [
    (V1, 'PipelineParameter("x")', "call-arg"),
    (V1, 'PipelineParameter("x", default_value=None)', "arg-type"),
    (V1, 'PipelineParameter("x", default="a")', "call-arg"),
    (V1, 'OutputFileDatasetConfig("x", destination=lake)', "arg-type"),
    (V1, 'OutputFileDatasetConfig("x", destination=(lake, path))', "arg-type"),
    (V1, 'OutputFileDatasetConfig("x").as_upload(overwrites=True)', "call-arg"),
    (V1, 'ParallelRunStep("x", config, inputs=[bound])', "list-item"),
    (V1, 'ParallelRunStep("x", config, inputs=[], arguments=["--x", bound])', "list-item"),
    (V1, 'ParallelRunStep("x", config, inputs=[], output=lake)', "arg-type"),
    (V1, 'PythonScriptStep("x.py", entry_script="x.py")', "call-arg"),
    (V1, 'PythonScriptStep("x.py", inputs=[path])', "list-item"),
    (V1, 'PythonScriptStep("x.py", runconfig=Environment("x"))', "arg-type"),
    (V1, 'Pipeline(workspace=workspace, steps=["x"])', "list-item"),
    (V1, 'pipeline.publish("x", "x", 1)', "arg-type"),
    (V1, "endpoint.add_default(pipeline)", "arg-type"),
    (V1, 'endpoint.id = "x"', "misc"),
    (V1, 'Run.get_context().parent.tag("a", "b")', "union-attr"),
    (V1, 'Model.get_model_path("m", version="3")', "arg-type"),
    (V2, 'Input(type="float")', "call-overload"),
    (V2, 'Input(type="number", default="0.5")', "call-overload"),
    (V2, 'Input(type="string", min=1)', "call-overload"),
    (V2, 'Input(type="uri_folder", default="x")', "call-overload"),
    (V2, 'Output(type="number")', "arg-type"),
    (V2, 'command(comand="ls")', "call-arg"),
    (V2, "node(x=client)", "arg-type"),
    (V2, "parallel_run_function(mini_batch_size=10)", "arg-type"),
    (V2, 'parallel_run_function(task=RunFunction(script="x"))', "call-arg"),
    (V2, '@pipeline(default_computer="x")\ndef f() -> None: ...', "call-overload"),
    (V2, "@pipeline()\ndef f(x: float) -> None: ...\nf(x='a')", "arg-type"),
    (V2, "def f(x: Input(type='number')) -> None: ...", "valid-type"),
    (V2, "client.batch_endpoint", "attr-defined"),
    (V2, 'client.batch_endpoints.begin_create_or_update("x")', "arg-type"),
    (V2, 'BatchEndpoint(name="x", defaults="y")', "arg-type"),
    (V2, 'PipelineComponentBatchDeployment(name="x", settings={"a": False})', "dict-item"),
    (V2, 'Environment(name="x", conda="x.yml")', "call-arg"),
]


def test_wrong_lines_are_found(tmp_path: Path) -> None:
    """Each line in a file of its own, all checked at once: mypy takes longest to start."""
    files = [tmp_path / f"wrong_{number:02}.py" for number in range(len(WRONG))]
    for file, (imports, line, _) in zip(files, WRONG, strict=True):
        file.write_text(f"{imports}\n{line}\n", "utf-8")
    for name, imports in (("right_v1", V1), ("right_v2", V2)):
        files.append(tmp_path / f"{name}.py")
        files[-1].write_text(imports, "utf-8")
    found = type_errors(files)
    assert not any("right_v" in one for one in found)
    for file, (_, line, code) in zip(files, WRONG, strict=False):
        own = [one for one in found if file.name in one]
        assert any(f"[{code}]" in one for one in own), (line, own)


def test_the_sdk_takes_the_v2_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a checker takes must mean the same when it runs, without a service."""
    pytest.importorskip("azure.ai.ml")
    monkeypatch.syspath_prepend(PROGRAMS)
    component = import_module("v2_pipeline").component("1")
    inputs = {name: one._to_dict() for name, one in component.inputs.items()}
    assert inputs == {
        "customers": {"type": "uri_folder", "description": "One CSV file per region."},
        "rates": {"type": "uri_file"},
        "day": {"type": "string", "default": "2026-03-01"},
        "cutoff": {
            "type": "number",
            "default": 0.25,
            "min": 0.0,
            "max": 1.0,
            "description": "Flag from here on.",
        },
        "horizon": {"type": "integer", "default": 6, "min": 1},
        "explain": {"type": "boolean", "default": False},
    }
    assert list(component.outputs) == ["scores"]
    assert component.description == "Score customers for churn."
    assert component._validate().error_messages == {}
