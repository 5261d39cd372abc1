"""The generated code of SDK v1 does what the spec says: run with a stand-in for the SDK."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.contract.model import DataPath, Type
from generator.contract.values import Literal
from tests.support.cases import JOBS_V1, JobCase
from tests.support.generated import STAND_IN, importable, run
from tests.support.runs import VALUES, rows_of, score, write_input, write_model

every_job = pytest.mark.parametrize("case", JOBS_V1, ids=str)
TYPE_NUMBERS = {Type.INTEGER: 0, Type.NUMBER: 1, Type.STRING: 3, None: 3}
"""What the service calls the types of published parameters; one without default is text."""


@pytest.fixture
def pipeline(folder: Path, workspace: Any) -> Any:
    return import_module("pipeline").build(workspace)


@every_job
def test_what_is_published_is_what_the_spec_offers(case: JobCase, pipeline: Any) -> None:
    assert pipeline.validate() == []
    published = pipeline.publish()
    offer = case.job.offer
    assert published.graph_parameters == {
        name: (TYPE_NUMBERS[offered.type], text(offered.default))
        for name, offered in offer.parameters.items()
    }
    assert published.graph_data_paths == {
        name: {
            "DataStoreName": text(slot.default.datastore),
            "RelativePath": text(slot.default.path),
        }
        for name, slot in offer.data.items()
        if slot.role == "input" and slot.default
    }


def text(value: object) -> str:
    """A literal as the service has it; what has no default is published as empty."""
    return str(value.value) if isinstance(value, Literal) else ""


@every_job
def test_the_output_goes_where_the_spec_offers(case: JobCase, pipeline: Any) -> None:
    (output,) = pipeline.steps[-1].outputs
    datastore, path = output.destination
    found = {output.name: DataPath(Literal(datastore.name), Literal(path))}
    slots = case.job.offer.data.items()
    assert found == {name: slot.default for name, slot in slots if slot.role == "output"}
    assert (output.mode, output.overwrite) == ("upload", True)


@every_job
def test_the_pipeline_has_the_spec_s_steps(case: JobCase, pipeline: Any) -> None:
    aml = case.job.aml
    prepare, scoring, publish = pipeline.steps
    assert [prepare.name, scoring.name, publish.name] == ["prepare", aml.step.name, "publish"]
    scripts = ["prepare.py", aml.step.script, "publish.py"]
    assert [step.script for step in pipeline.steps] == scripts
    for step in pipeline.steps:
        assert step.compute == aml.compute
        assert step.environment.docker.base_image == aml.environment.image
        assert step.environment.conda_specification.name == "environment.yml"
        assert step.settings["allow_reuse"] is False  # the same arguments mean new data every day


@every_job
def test_the_parallel_step_has_the_spec_s_settings(case: JobCase, pipeline: Any) -> None:
    step = case.job.aml.step
    settings = {
        "node_count": step.nodes,
        "process_count_per_node": step.processes_per_node,
        "mini_batch_size": step.mini_batch_size,
        "error_threshold": step.error_threshold,
        "run_invocation_timeout": step.timeout,
        "run_max_try": step.tries,
        "logging_level": step.logging_level,
        "append_row_file_name": step.output_file,
        "output_action": "append_row",
    }
    found = pipeline.steps[1].settings
    assert {name: found[name] for name in settings} == settings


# a run of the pipeline ----------------------------------------------------------------------------


def command_line(step: Any, folders: Path) -> list[str]:
    """A step's arguments as Azure ML fills them in; data are folders below one folder."""
    return [argument(item, folders) for item in step.arguments]


def argument(item: Any, folders: Path) -> str:
    match type(item).__name__:
        case "PipelineParameter":
            return VALUES[item.name][0]
        case "BoundPath":
            return str(folders / item.path.name)
        case "OutputFileDatasetConfig":
            return str(folders / item.name)
        case "DatasetConsumptionConfig":
            return str(folders / item.dataset.name)
    return str(item)


@every_job
def test_a_run_ends_with_its_rows_in_its_own_folder(
    case: JobCase, folder: Path, pipeline: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three scripts, each with the arguments that the pipeline gives it."""
    data, step = tmp_path / "data", case.job.aml.step
    prepare, scoring, publish = pipeline.steps
    write_input(data / step.input.name)
    done = run(["prepare.py", *command_line(prepare, data)], folder, [STAND_IN])
    assert done.endswith("2 files staged\n")

    if model := case.job.aml.model:
        write_model(tmp_path / "azureml-models" / model.name / model.version / "model.joblib")
    monkeypatch.chdir(tmp_path)
    files = [data / "staged" / "b.csv", data / "staged" / "deep" / "a.csv"]
    rows = score(case, folder, command_line(scoring, data), files)
    assert rows == rows_of(case)
    (data / "rows").mkdir()
    (data / "rows" / step.output_file).write_text("".join(f"{row}\n" for row in rows), "utf-8")

    done = run(["publish.py", *command_line(publish, data)], folder)
    assert done == f"{len(rows)} rows published\n"
    (file,) = (path for path in (data / step.output.name).rglob("*") if path.is_file())
    assert file.read_text("utf-8").split("\n") == [*sorted(rows), ""]
    _, fixed = publish.outputs[0].destination
    below = file.relative_to(data / step.output.name).parent
    assert Path(fixed, below) == Path(
        step.output.path.format(**{name: value for name, (_, value) in VALUES.items()})
    )


def test_a_run_leaves_the_factory_s_run_id_on_the_aml_run(outputs: Path) -> None:
    case = JOBS_V1[0]
    with importable(case.folder(outputs), STAND_IN):
        with import_module("azureml._standin").submitted() as current:
            import_module("prepare").tag("factory-run")
        assert current.parent.tags == {"factory_run_id": "factory-run"}


def test_rows_of_any_characters_are_published_as_they_are(outputs: Path, tmp_path: Path) -> None:
    """Of all that Python's splitlines takes for a line's end, only one ends a row."""
    rows = ["b\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029b", "a\rz", "a"]
    (tmp_path / "scores.csv").write_bytes("".join(f"{row}\n" for row in rows).encode())
    with importable(JOBS_V1[0].folder(outputs)):
        assert import_module("publish").publish(tmp_path, tmp_path / "run") == 3
    published = (tmp_path / "run" / "scores.csv").read_bytes().decode()
    assert published == "".join(f"{row}\n" for row in sorted(rows))


@pytest.mark.parametrize("region", ["../../elsewhere", "/elsewhere"])
def test_a_value_does_not_lead_out_of_the_output(
    region: str, outputs: Path, tmp_path: Path
) -> None:
    with importable(outputs / "everything" / "aml" / "claims_v1"):
        publish, contract = import_module("publish"), import_module("contract")
        given = contract.Publish(
            rows=tmp_path, region=region, day="d", rank=1, queue=tmp_path / "queue"
        )
        with pytest.raises(ValueError, match=r"is not below .*queue$"):
            publish.folder(given)
