"""The stand-in for SDK v1 remembers what right code builds, and refuses what is wrong.

Each refusal and each acceptance below was compared with the SDK itself (azureml-core 1.61,
azureml-pipeline 1.62); where the stand-in is stricter, the case says so.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "support" / "azureml_v1"
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


@pytest.fixture
def sdk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sdk]:
    """The stand-in, imported for this test only."""
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.syspath_prepend(PROGRAMS)
    names = {
        name: getattr(import_module(module), name)
        for module, list_ in NAMES.items()
        for name in list_.split()
    }
    workspace = names["Workspace"].get("ws", subscription_id="s", resource_group="rg")
    lake = names["Datastore"].get(workspace, "lake")
    yield SimpleNamespace(**names, workspace=workspace, lake=lake)
    for module in [*sys.modules]:
        if module.split(".")[0] in ("azureml", "v1_pipeline", "score"):
            del sys.modules[module]


@pytest.fixture
def program(sdk: Sdk) -> ModuleType:
    return import_module("v1_pipeline")


def test_a_pipeline_has_its_steps_in_order(sdk: Sdk, program: ModuleType) -> None:
    pipeline = program.build(sdk.workspace)
    assert [step.name for step in pipeline.steps] == ["stage", "score", "publish"]
    assert pipeline.validate() == []


def test_a_step_remembers_what_it_was_made_of(sdk: Sdk, program: ModuleType) -> None:
    stage, score, publish = program.build(sdk.workspace).steps
    assert [stage.script, score.script, publish.script] == ["stage.py", "score.py", "publish.py"]
    assert {step.compute for step in (stage, score, publish)} == {"cpu"}
    assert {step.environment.name for step in (stage, score, publish)} == {"churn"}
    assert [one.path.name for one in stage.inputs] == ["customers"]
    assert [one.name for one in stage.outputs] == ["staged"]
    assert stage.arguments[0::2] == ["--customers", "--staged"]
    assert stage.arguments[1::2] == [*stage.inputs, *stage.outputs]
    assert [one.dataset for one in score.inputs] == stage.outputs
    assert [one.name for one in score.arguments[1::2]] == ["cutoff", "horizon", "explain"]
    assert [one.dataset for one in publish.inputs] == score.outputs
    assert [one.name for one in publish.outputs] == ["scores"]
    assert publish.outputs[0].mode == "upload"
    assert publish.outputs[0].overwrite
    assert publish.outputs[0].destination == (publish.outputs[0].destination[0], "scores")


def test_a_parallel_step_has_settings(sdk: Sdk, program: ModuleType) -> None:
    _, score, _ = program.build(sdk.workspace).steps
    settings = score.settings
    assert settings["mini_batch_size"] == 10 * 1024
    assert settings["node_count"].name == "nodes"
    assert settings["append_row_file_name"] == "rows.txt"
    assert settings["run_max_try"] == 3
    assert settings["allow_reuse"] is False


def test_publishing_gives_what_the_service_would_know(sdk: Sdk, program: ModuleType) -> None:
    published = program.build(sdk.workspace).publish("churn", "Churn", "1", False)
    assert published.graph_parameters == {
        "cutoff": (1, "0.25"),
        "horizon": (0, "6"),
        "explain": (3, "false"),
        "day": (3, "2026-03-01"),
        "nodes": (0, "2"),
    }
    assert published.graph_data_paths == {
        "customers": {"DataStoreName": "lake", "RelativePath": "customers/2026-03-01"}
    }
    assert (published.name, published.version, published.status) == ("churn", "1", "Active")
    assert published.continue_on_step_failure is False


def test_an_endpoint_keeps_its_id(sdk: Sdk, program: ModuleType) -> None:
    first = program.publish(sdk.workspace, "churn", "1")
    assert first.default_version == "0"
    second = program.publish(sdk.workspace, "churn", "2")
    assert second.id == first.id
    assert second.default_version == "1"
    assert second.get_pipeline().version == "2"
    assert [one.version for one in second.list_versions()] == ["0", "1"]
    assert len(sdk.PublishedPipeline.list(sdk.workspace)) == 2


def test_endpoints_are_found_and_switched_off_and_on(sdk: Sdk, program: ModuleType) -> None:
    endpoint = program.publish(sdk.workspace, "churn", "1")
    program.publish(sdk.workspace, "other", "1")
    list_ = sdk.PipelineEndpoint.list
    assert [one.name for one in list_(sdk.workspace)] == ["churn", "other"]
    assert [one.name for one in list_(sdk.workspace, max_results=1)] == ["churn"]
    assert sdk.PipelineEndpoint.get(sdk.workspace, name="churn") is endpoint
    endpoint.disable()
    assert [one.name for one in list_(sdk.workspace)] == ["other"]
    assert len(list_(sdk.workspace, active_only=False)) == 2
    endpoint.enable()
    assert endpoint.status == "Active"


def test_an_endpoint_takes_a_pipeline_once_and_a_name_once(sdk: Sdk, program: ModuleType) -> None:
    endpoint = program.publish(sdk.workspace, "churn", "1")
    with pytest.raises(ValueError, match="exists in PipelineEndpoint"):
        endpoint.add_default(endpoint.get_pipeline())
    with pytest.raises(ValueError, match="already exists"):
        sdk.PipelineEndpoint.publish(sdk.workspace, "churn", "", endpoint.get_pipeline())
    with pytest.raises(ValueError, match="pipeline should be either type"):
        sdk.PipelineEndpoint.publish(sdk.workspace, "new", "", "id")
    with pytest.raises(ValueError, match="not found"):
        endpoint.set_default_version("7")


def test_a_workspace_is_the_same_until_the_service_forgets(sdk: Sdk, program: ModuleType) -> None:
    def workspace() -> object:
        return sdk.Workspace.get("ws", subscription_id="s", resource_group="rg")

    program.publish(workspace(), "churn", "1")
    assert workspace() is sdk.workspace
    assert sdk.Workspace.get("ws", subscription_id="s", resource_group="other") is not workspace()
    import_module("azureml._standin").reset()
    assert sdk.PipelineEndpoint.list(workspace()) == []


def test_a_workspace_can_come_from_a_file(sdk: Sdk, tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"subscription_id": "s", "resource_group": "rg", "workspace_name": "ws"}')
    assert sdk.Workspace.from_config(str(tmp_path)) is sdk.workspace
    with pytest.raises(sdk.UserErrorException):
        sdk.Workspace.from_config(str(tmp_path / "nowhere"))


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two versions of a model."""
    for version in ("3", "10"):
        (tmp_path / "azureml-models" / "churn" / version).mkdir(parents=True)
        (tmp_path / "azureml-models" / "churn" / version / "model.pkl").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_entry_script_tags_its_runs_and_finds_its_model(
    sdk: Sdk, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(STEPS)
    score = import_module("score")
    with import_module("azureml._standin").submitted() as run:
        assert Path(score.init()) == Path("azureml-models", "churn", "3", "model.pkl")
    assert run.tags == run.parent.tags == {"factory_run": "42"}


def test_a_script_that_nobody_submitted_has_no_parent(
    sdk: Sdk, capsys: pytest.CaptureFixture[str]
) -> None:
    run = sdk.Run.get_context()
    run.tag("factory_run", "42")
    assert "factory_run" in capsys.readouterr().out
    assert not hasattr(run, "parent")
    with pytest.raises(sdk.RunEnvironmentException):
        sdk.Run.get_context(allow_offline=False)


def test_models_have_whole_numbers_for_versions(sdk: Sdk, models: Path) -> None:
    assert Path(sdk.Model.get_model_path("churn")).parts[2] == "10"
    for version in ("3", 4):
        with pytest.raises(sdk.WebserviceException):
            sdk.Model.get_model_path("churn", version=version)


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


Case = Callable[[Make], object]

ACCEPTED: list[Case] = [
    lambda m: [m.parameter(default=one) for one in (1, 0.5, True, "", "x", m.files())],
    lambda m: m.parameter(name="two words"),
    lambda m: m.output(destination=(m.sdk.lake, "out")),
    lambda m: [m.config(mini_batch_size=one) for one in (5, "5", "5kb", "5GB", m.parameter())],
    lambda m: [m.config(error_threshold=one) for one in (-1, 0, 9)],
    lambda m: m.config(output_action="SUMMARY_ONLY"),
    lambda m: m.config(partition_keys=["region"]),
    lambda m: m.config(partition_keys=m.parameter(default='["region"]')),
    lambda m: m.config(process_count_per_node=m.parameter(default=0)),
    lambda m: m.parallel(arguments=None),
    lambda m: m.parallel(arguments=["--x", m.parameter(), "--y", 5, "-z"]),
    lambda m: m.parallel(arguments=["--output_name", "x", "-output", "y"]),
    lambda m: m.parallel(inputs=[m.output("in")]),
    lambda m: m.parallel(inputs=[m.files().as_named_input("in").as_mount()]),
    lambda m: m.parallel(side_inputs=[m.files().as_named_input("side").as_download()]),
    lambda m: m.parallel(output=None, config={"output_action": "summary_only"}),
    lambda m: m.parallel(config={"source_directory": None}),
    lambda m: m.script(inputs=[m.bound], arguments=["--x", m.bound]),
    lambda m: m.script(arguments=["--x", None, "--y", 0.5]),
    lambda m: m.script(arguments=["--x", m.files().as_named_input("root").as_mount()]),
    lambda m: m.pipeline(m.script(source_directory=None), default_source_directory=STEPS),
    lambda m: m.pipeline(m.script(inputs=[m.path("download")])),
    lambda m: m.pipeline(m.script(), m.script()),
    lambda m: m.two(m.parameter("p", 1), m.parameter("p", 1)),
    lambda m: m.two(m.parameter("p", 1), m.parameter("P", 2)),
]

REFUSED: list[tuple[type[BaseException], str, Case]] = [
    # Parameters and paths.
    (ValueError, "unsupported type: NoneType", lambda m: m.parameter(default=None)),
    (ValueError, "unsupported type: list", lambda m: m.parameter(default=[1])),
    (ValueError, "unsupported type: dict", lambda m: m.parameter(default={})),
    (TypeError, "default_value", lambda m: m.sdk.PipelineParameter("p")),
    (ValueError, "datastore parameter is required", lambda m: m.sdk.DataPath(None, "a")),
    (Exception, "Invalid output name", lambda m: m.output("two words")),
    (Exception, "Invalid output name", lambda m: m.output("1st")),
    (Exception, "Invalid input name", lambda m: m.output().as_input("a-b")),
    (Exception, "Invalid input name", lambda m: m.files().as_named_input("a b")),
    (TypeError, "not subscriptable", lambda m: m.output(destination=m.path()[0])),
    # Stricter: the SDK notices this one when the pipeline is built.
    (TypeError, "not subscriptable", lambda m: m.output(destination=m.sdk.lake)),
    # Stricter: the SDK writes into a folder called "PipelineParameter_Name:p_Default:x".
    (ValueError, "fixed path", lambda m: m.output(destination=(m.sdk.lake, m.parameter()))),
    # The settings of parallel steps.
    (ValueError, "environment", lambda m: m.config(environment=None)),
    (ValueError, "environment", lambda m: m.config(environment="e")),
    (ValueError, "output_action", lambda m: m.config(output_action="append")),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=-2)),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold="0")),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=0.5)),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=m.parameter("p", 1))),
    (ValueError, "allowed_failed_count", lambda m: m.config(allowed_failed_count=-2)),
    (ValueError, "allowed_failed_percent", lambda m: m.config(allowed_failed_percent=101)),
    (ValueError, "allowed_failed_percent", lambda m: m.config(allowed_failed_percent="5")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size="many")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size="10 kb")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size=1.5)),
    (ValueError, "exclusive", lambda m: m.config(mini_batch_size=1, partition_keys=["a"])),
    (ValueError, "partition_keys", lambda m: m.config(partition_keys="a")),
    (ValueError, "partition_keys", lambda m: m.config(partition_keys=[1])),
    (ValueError, "Expecting value", lambda m: m.config(partition_keys=m.parameter(default="a"))),
    (ValueError, "process_count_per_node", lambda m: m.config(process_count_per_node=0)),
    (ValueError, "run_invocation_timeout", lambda m: m.config(run_invocation_timeout=0)),
    (ValueError, "run_max_try", lambda m: m.config(run_max_try=0)),
    (ValueError, "append_row_file_name", lambda m: m.config(append_row_file_name="a/b")),
    # Parallel steps.
    (ValueError, "doesn't exist", lambda m: m.parallel(config={"source_directory": "nowhere"})),
    (ValueError, "doesn't exist", lambda m: m.parallel(config={"entry_script": "none.py"})),
    (ValueError, "script_name", lambda m: m.parallel(config={"entry_script": ""})),
    (ValueError, "invalid argument 'x'", lambda m: m.parallel(arguments=["x"])),
    (AttributeError, "startswith", lambda m: m.parallel(arguments=[m.parameter()])),
    (ValueError, "'output' is a reserved", lambda m: m.parallel(arguments=["--output", "x"])),
    (ValueError, "'output' is a reserved", lambda m: m.parallel(arguments=["--output=x"])),
    (
        ValueError,
        "'run_max_try' is a reserved",
        lambda m: m.parallel(arguments=["--x", "1", "--run_max_try", "1"]),
    ),
    (AssertionError, "at least one", lambda m: m.parallel(inputs=[])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.bound])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.bound[0]])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.files()])),
    (Exception, "Step input must be of any", lambda m: m.parallel(side_inputs=[m.bound])),
    (ValueError, "not in input list", lambda m: m.parallel(arguments=["--x", m.bound])),
    # Stricter: the SDK publishes the text of a Python object as the parameter's default.
    (ValueError, "without its binding", lambda m: m.parallel(arguments=["--x", m.bound[0]])),
    (Exception, "specify output", lambda m: m.parallel(output=None)),
    (ValueError, "Unexpected output", lambda m: m.parallel(output=m.bound)),
    (ValueError, "Unexpected output", lambda m: m.parallel(output=m.bound[0])),
    (ValueError, "is repeated", lambda m: m.parallel(inputs=[m.files().as_named_input("rows")])),
    # Script steps.
    (ValueError, "script_name is required", lambda m: m.script(script_name="")),
    (ValueError, "must be a string", lambda m: m.script(script_name=5)),
    (ValueError, "not in input list", lambda m: m.script(arguments=["--x", m.bound])),
    (
        ValueError,
        "not in input list",
        lambda m: m.script(inputs=[m.bound], arguments=["--x", m.path()]),
    ),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=[m.bound[0]])),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=["x"])),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=[m.files()])),
    (ValueError, "DataPathComputeBinding", lambda m: m.script(inputs=[(m.bound[0],)])),
    (ValueError, "DataPathComputeBinding", lambda m: m.script(inputs=[(m.bound[0], "mount")])),
    (
        ValueError,
        "DataPathComputeBinding",
        lambda m: m.script(inputs=[(m.parameter(), m.bound[1])]),
    ),
    (ValueError, "Datasets cannot be used", lambda m: m.script(arguments=["--x", m.files()])),
    (ValueError, "Unexpected output", lambda m: m.script(outputs=[m.bound])),
    (ValueError, "is repeated", lambda m: m.script(arguments=[m.output(), m.output()])),
    (
        Exception,
        "same name p but different",
        lambda m: m.script(arguments=[m.parameter("p", 1), m.parameter("p", 2)]),
    ),
    # Pipelines.
    (ValueError, "script not found", lambda m: m.pipeline(m.script(script_name="none.py"))),
    (ValueError, "script not found", lambda m: m.pipeline(m.script(source_directory="none"))),
    (TypeError, "source_directory", lambda m: m.pipeline(m.script(source_directory=None))),
    (ValueError, "bind_mode upload", lambda m: m.pipeline(m.script(inputs=[m.path("upload")]))),
    (ValueError, "not connected", lambda m: m.pipeline(m.parallel())),
    (Exception, "output of another step", lambda m: m.two(m.staged, m.staged)),
    (
        Exception,
        "same name p but different",
        lambda m: m.two(m.parameter("p", 1), m.parameter("p", 2)),
    ),
    (NotImplementedError, "Can not add object", lambda m: m.pipeline("x")),
    (
        FileNotFoundError,
        "none.yml",
        lambda m: m.environment.from_conda_specification("e", "none.yml"),
    ),
]


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case: Case, sdk: Sdk) -> None:
    case(Make(sdk))


@pytest.mark.parametrize(("error", "message", "case"), REFUSED)
def test_refused(error: type[BaseException], message: str, case: Case, sdk: Sdk) -> None:
    make = Make(sdk)
    with pytest.raises(error, match=message):
        case(make)


def test_a_step_pulls_in_the_steps_that_it_needs(sdk: Sdk) -> None:
    make = Make(sdk)
    stage = make.script(name="stage", arguments=["--out", make.staged])
    read = make.script(name="read", arguments=["--in", make.staged.as_input("staged")])
    last = make.script(name="last")
    last.run_after(read)
    assert make.pipeline(last).steps == [stage, read, last]


def test_a_parameter_in_a_text_is_lost(sdk: Sdk) -> None:
    """As in the SDK, so that a test of generated code sees it."""
    make = Make(sdk)
    pipeline = make.pipeline(make.script(arguments=["--x", f"a/{make.parameter('p', 'b')}"]))
    assert pipeline.steps[0].arguments[1] == "a/PipelineParameter_Name:p_Default:b"
    assert pipeline.publish().graph_parameters == {}


def test_a_boolean_is_published_as_an_integer(sdk: Sdk) -> None:
    make = Make(sdk)
    pipeline = make.pipeline(make.script(arguments=["--x", make.parameter("p", True)]))
    assert pipeline.publish().graph_parameters == {"p": (0, "True")}
