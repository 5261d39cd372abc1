"""The generated code of SDK v2 does what the spec says: run with the SDK itself, offline."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.contract.values import Literal
from tests.support.cases import JOBS_V2, JobCase
from tests.support.runs import VALUES, rows_of, score, write_input, write_model

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

every_job = pytest.mark.parametrize("case", JOBS_V2, ids=str)


@pytest.fixture
def component(case: JobCase, folder: Path) -> Any:
    """The job's pipeline as a component, which is what the endpoint runs."""
    return getattr(import_module("pipeline"), case.name)().component


@every_job
def test_the_component_has_the_inputs_that_the_spec_offers(case: JobCase, component: Any) -> None:
    offer = case.job.offer
    expected: dict[str, dict[str, object]] = {
        name: {"type": "uri_folder"} for name, slot in offer.data.items() if slot.role == "input"
    }
    for name, offered in offer.parameters.items():
        default = offered.default.value if isinstance(offered.default, Literal) else None
        leaves = {
            "type": str(offered.type),
            "default": default,
            "min": offered.minimum,
            "max": offered.maximum,
            "description": offered.description or None,
        }
        expected[name] = {key: value for key, value in leaves.items() if value is not None}
    assert {name: one._to_dict() for name, one in component.inputs.items()} == expected
    for name, one in component.inputs.items():
        assert isinstance(one.default, type(expected[name].get("default"))), name


@every_job
def test_the_component_has_the_outputs_that_the_spec_offers(case: JobCase, component: Any) -> None:
    slots = [name for name, slot in case.job.offer.data.items() if slot.role == "output"]
    outputs = component._to_dict()["outputs"]
    assert outputs == {name: {"type": "uri_folder"} for name in slots}
    assert component.name == case.job.offer.pipeline == case.name
    assert component.description == (case.job.description or f"The scoring job {case.name}.")


@every_job
def test_the_component_has_the_spec_s_step(case: JobCase, component: Any) -> None:
    step, aml = case.job.aml.step, case.job.aml
    assert list(component.jobs) == [step.name]
    found = component._to_dict()["jobs"][step.name]
    settings = {
        "resources": {"instance_count": step.nodes},
        "max_concurrency_per_instance": step.processes_per_node,
        "mini_batch_size": str(step.mini_batch_size),
        "error_threshold": step.error_threshold,
        "mini_batch_error_threshold": step.error_threshold,
        "retry_settings": {"max_retries": step.tries - 1, "timeout": step.timeout},
        "logging_level": step.logging_level,
        "input_data": f"${{{{inputs.{step.input.name}}}}}",
    }
    assert {name: found[name] for name in settings} == settings
    assert found["outputs"] == {step.output.name: f"${{{{parent.outputs.{step.output.name}}}}}"}
    path = aml.model and f"azureml:{aml.model.name}:{aml.model.version}"
    assert found["inputs"].get("model", {}).get("path") == path
    for name in {step.input.name, *step.arguments}:
        assert found["inputs"][name] == {"path": f"${{{{parent.inputs.{name}}}}}"}


@every_job
def test_the_step_runs_the_spec_s_environment(case: JobCase, component: Any) -> None:
    step, environment = case.job.aml.step, case.job.aml.environment
    task = component._to_dict()["jobs"][step.name]["task"]
    assert task["entry_script"] == step.script
    assert task["append_row_to"] == f"${{{{outputs.{step.output.name}}}}}/{step.output_file}"
    assert task["environment"]["image"] == environment.image
    python, _, pip = task["environment"]["conda_file"]["dependencies"]
    assert python == f"python={environment.python}"
    assert pip["pip"][2:] == list(environment.packages)


@every_job
def test_the_pipeline_is_valid_and_can_be_sent(case: JobCase, component: Any) -> None:
    ml = import_module("azure.ai.ml")
    given: dict[str, object] = {
        case.job.aml.step.input.name: ml.Input(
            type="uri_folder", path="azureml://datastores/lake/paths/a"
        )
    }
    given |= {name: VALUES[name][1] for name in case.job.offer.parameters}
    job = getattr(import_module("pipeline"), case.name)(**given)
    assert job._validate().error_messages == {}
    assert job.settings.default_compute == case.job.aml.compute
    sent = job._to_rest_object().properties.as_dict()
    assert {name: entry.get("value") for name, entry in sent["inputs"].items()} == {
        name: None if name not in VALUES else str(VALUES[name][1]) for name in given
    }
    assert component._to_rest_object().properties["componentSpec"]["name"] == case.name
    json.dumps(job._to_dict())


@every_job
def test_the_script_understands_its_command_line(
    case: JobCase, component: Any, folder: Path, tmp_path: Path
) -> None:
    model = tmp_path / "model.joblib"
    write_model(model)
    line = component._to_dict()["jobs"][case.job.aml.step.name]["task"].get("program_arguments", "")
    for name, text in {"model": str(model), **{n: v[0] for n, v in VALUES.items()}}.items():
        line = line.replace(f"${{{{inputs.{name}}}}}", text)
    files = write_input(tmp_path / "input")
    assert score(case, folder, line.split(), files) == rows_of(case)
