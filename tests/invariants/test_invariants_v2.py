"""The generated code of SDK v2 does what the spec says: run with the SDK itself, offline."""

import json
import re
import shlex
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.contract import ports
from generator.contract.settings import Place, gives_rows, spelled
from generator.contract.steps import ParallelStep, Step
from generator.contract.values import Literal
from tests.support.cases import JOBS_V2, JobCase
from tests.support.generated import importable, run
from tests.support.runs import play_parallel, values_of, write_data, write_model

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

every_job = pytest.mark.parametrize("case", JOBS_V2, ids=str)
TYPES = {"folder": "uri_folder", "file": "uri_file", "table": "mltable"}


@pytest.fixture(scope="module")
def built(outputs: Path) -> Callable[[JobCase], Any]:
    """Builds each job's pipeline once, which takes longest; the tests only look at it."""

    def component(case: JobCase) -> Any:
        with importable(case.folder(outputs)):
            return getattr(import_module("pipeline"), case.name)().component

    return cache(component)


@pytest.fixture
def component(case: JobCase, built: Callable[[JobCase], Any]) -> Any:
    """The job's pipeline as a component, which is what the endpoint runs."""
    return built(case)


@every_job
def test_the_component_has_the_inputs_that_the_spec_offers(case: JobCase, component: Any) -> None:
    offer = case.job.offer
    expected: dict[str, dict[str, object]] = {
        name: {"type": TYPES[slot.kind]}
        for name, slot in offer.data.items()
        if slot.role == "input"
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
def test_the_component_has_the_spec_s_steps(case: JobCase, component: Any) -> None:
    steps = case.job.aml.steps
    assert list(component.jobs) == [step.name for step in steps]
    found = component._to_dict()["jobs"]
    for step in steps:
        assert found[step.name].get("compute") == (step.compute and f"azureml:{step.compute}")


def bound(case: JobCase, step: Step) -> dict[str, object]:
    """What each input of a step has to be given."""
    job = case.job
    writers = {data.name: each.name for each in job.aml.steps for data in ports.writes(each)}
    found: dict[str, object] = {}
    for data in ports.reads(step):
        path = f"${{{{parent.inputs.{data.name}}}}}"
        if data.kind == "table":
            path = f"azureml://datastores/{data.datastore}/paths/{data.path}"
        elif data.role == "intermediate":
            path = f"${{{{parent.jobs.{writers[data.name]}.outputs.{data.name}}}}}"
        found[data.name] = path
    for name in step.arguments:
        found[name] = f"${{{{parent.inputs.{name}}}}}"
    if step.model and job.aml.model:
        found["model"] = f"azureml:{job.aml.model.name}:{job.aml.model.version}"
    return found


@every_job
def test_each_step_is_given_what_the_spec_says(case: JobCase, component: Any) -> None:
    jobs = component._to_dict()["jobs"]
    for step in case.job.aml.steps:
        found = jobs[step.name]
        inputs = {name: each["path"] for name, each in found.get("inputs", {}).items()}
        assert inputs == bound(case, step)
        passed_on = {data.name for data in ports.writes(step) if data.role == "output"}
        outputs = found.get("outputs", {})
        assert {name: value for name, value in outputs.items() if isinstance(value, str)} == {
            name: f"${{{{parent.outputs.{name}}}}}" for name in passed_on
        }


@every_job
def test_parallel_steps_have_the_spec_s_settings(case: JobCase, component: Any) -> None:
    jobs = component._to_dict()["jobs"]
    for step in case.job.aml.steps:
        if not isinstance(step, ParallelStep):
            continue
        found = jobs[step.name]
        settings = spelled(step.settings, "v2", Place.ARGUMENT)
        assert found["resources"]["instance_count"] == settings.pop("instance_count")
        if "mini_batch_size" in settings:
            size = str(settings.pop("mini_batch_size"))
            units = {"KB": 1024, "MB": 1024**2}
            number = int(size[:-2]) * units[size[-2:].upper()] if not size.isdigit() else size
            assert str(found["mini_batch_size"]) == str(number)
        if "partition_keys" in settings:
            keys = found["partition_keys"]
            assert (json.loads(keys) if isinstance(keys, str) else keys) == settings.pop(
                "partition_keys"
            )
        settings["retry_settings"] = spelled(step.settings, "v2", Place.RETRY)
        settings["input_data"] = f"${{{{inputs.{step.input.name}}}}}"
        assert {name: found[name] for name in settings} == settings
        task = found["task"]
        assert task["entry_script"] == step.script
        file = step.settings["output_file"]
        rows = f"${{{{outputs.{step.output.name}}}}}/{file}"
        assert task.get("append_row_to") == (rows if gives_rows(step.settings) else None)
        for name, value in spelled(step.settings, "v2", Place.PROGRAM).items():
            assert f"--{name} {value}" in task["program_arguments"]


@every_job
def test_every_step_runs_in_the_spec_s_environment(case: JobCase, component: Any) -> None:
    expected = case.job.aml.environment
    for step in case.job.aml.steps:
        found = component._to_dict()["jobs"][step.name]
        component_of = found.get("task") or found["component"]
        environment = component_of["environment"]
        if expected.curated:
            registry = "azureml://registries/azureml/environments"
            newest = f"versions/{expected.version}" if expected.version else "labels/latest"
            assert environment == f"{registry}/{expected.curated}/{newest}"
            continue
        assert environment["image"] == expected.image
        if expected.packages is None:
            assert "conda_file" not in environment
            continue
        python, _, pip = environment["conda_file"]["dependencies"]
        assert python == f"python={expected.python}"
        assert pip["pip"][2:] == list(expected.packages)


@every_job
def test_the_pipeline_is_valid_and_can_be_sent(case: JobCase, folder: Path) -> None:
    ml, job = import_module("azure.ai.ml"), case.job
    values = values_of(job)
    given: dict[str, object] = {
        name: ml.Input(type=TYPES[slot.kind], path="azureml://datastores/lake/paths/a")
        for name, slot in job.offer.data.items()
        if slot.role == "input"
    }
    given |= {name: values[name][1] for name in job.offer.parameters}
    pipeline = getattr(import_module("pipeline"), case.name)
    built = pipeline(**given)
    assert built._validate().error_messages == {}
    assert (built.settings.default_compute or "") == job.aml.compute
    sent = built._to_rest_object().properties.as_dict()
    assert {name: entry.get("value") for name, entry in sent["inputs"].items()} == {
        name: None if name in job.data else str(values[name][1]) for name in given
    }
    component = pipeline().component
    assert component._to_rest_object().properties["componentSpec"]["name"] == case.name
    json.dumps(built._to_dict())


# a run of the pipeline ----------------------------------------------------------------------------


@every_job
def test_scripts_understand_their_command_lines(
    case: JobCase, component: Any, folder: Path, tmp_path: Path
) -> None:
    """Each script with its own command line, in the order of the steps."""
    data = tmp_path / "data"
    texts = {name: text for name, (text, _) in values_of(case.job).items()}
    texts["model"] = str(data / "model.joblib")
    write_model(data / "model.joblib")
    for each in case.job.data.values():
        texts[each.name] = str(data / each.name)
        if each.role == "input" and each.kind != "table":
            write_data(each, data / each.name)
    jobs = component._to_dict()["jobs"]
    for step in case.job.aml.steps:
        if isinstance(step, ParallelStep):
            line = filled(jobs[step.name]["task"].get("program_arguments", ""), texts)
            source, target = data / step.input.name, data / step.output.name
            played = play_parallel(case.job, step, folder, line.split(), source, target)
            assert played.rows
        else:
            python, *words = shlex.split(filled(jobs[step.name]["component"]["command"], texts))
            assert python == "python"
            run(words, folder)
        assert all(any((data / each.name).iterdir()) for each in ports.writes(step))


def filled(line: str, texts: dict[str, str]) -> str:
    return re.sub(r"\$\{\{(?:inputs|outputs)\.(\w+)\}\}", lambda hole: texts[hole[1]], line)
