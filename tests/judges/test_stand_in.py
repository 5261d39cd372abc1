"""The stand-in for SDK v1 remembers what right code builds, and what is published."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.judges.v1_objects import STEPS, Make, Sdk


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
