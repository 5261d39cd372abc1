"""The generated code of SDK v1 does what the spec says: run with a stand-in for the SDK."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.contract.model import DataPath, Type
from generator.contract.settings import Place, gives_rows, spelled
from generator.contract.steps import ParallelStep, Step
from generator.contract.values import Literal
from generator.local.aml.stand_in import STAND_IN
from tests.support.cases import JOBS_V1, JobCase
from tests.support.generated import importable, run
from tests.support.runs import (
    RUN_ID,
    Played,
    path_of,
    play_parallel,
    values_of,
    write_data,
    write_model,
)

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
def test_outputs_go_where_the_spec_offers(case: JobCase, pipeline: Any) -> None:
    outputs = [each for step in pipeline.steps for each in step.outputs if each.destination]
    found = {
        each.name: DataPath(Literal(each.destination[0].name), Literal(each.destination[1]))
        for each in outputs
    }
    slots = case.job.offer.data.items()
    assert found == {name: slot.default for name, slot in slots if slot.role == "output"}
    assert {(each.mode, each.overwrite) for each in outputs} == {("upload", True)}


def own(case: JobCase, pipeline: Any) -> Iterator[tuple[Step, Any]]:
    """The steps of the spec, each with what the pipeline has for it."""
    built = {step.name: step for step in pipeline.steps}
    return ((step, built[step.name]) for step in case.job.aml.steps)


@every_job
def test_the_pipeline_has_the_spec_s_steps(case: JobCase, pipeline: Any) -> None:
    aml = case.job.aml
    names = [step.name for step in pipeline.steps]
    assert [name for name in names if name in [step.name for step in aml.steps]] == [
        step.name for step in aml.steps
    ]
    for step, built in own(case, pipeline):
        assert built.script == step.script
        assert built.compute == (step.compute or aml.compute)
    for built in pipeline.steps:
        assert built.settings["allow_reuse"] is False  # the same arguments mean new data every day


@every_job
def test_what_is_added_stages_and_publishes_for_parallel_steps(
    case: JobCase, pipeline: Any
) -> None:
    parallel = [step for step in case.job.aml.steps if isinstance(step, ParallelStep)]
    read = [data for step in parallel for data in (step.input, *step.side_inputs)]
    expected = {f"stage_{d.name}" for d in read if d.role == "input" and d.kind != "table"}
    expected |= {f"publish_{s.output.name}" for s in parallel if s.output.role == "output"}
    names = {step.name for step in pipeline.steps}
    assert names - {step.name for step in case.job.aml.steps} == expected


@every_job
def test_every_step_runs_in_the_spec_s_environment(case: JobCase, pipeline: Any) -> None:
    expected = case.job.aml.environment
    for step in pipeline.steps:
        environment = step.environment
        if expected.curated:
            assert (environment.name, environment.version) == (
                expected.curated,
                expected.version or "1",
            )
            continue
        assert environment.docker.base_image == expected.image
        alone = expected.packages is None
        assert environment.python.user_managed_dependencies is alone
        assert (environment.conda_specification is None) is alone


@every_job
def test_parallel_steps_have_the_spec_s_settings(case: JobCase, pipeline: Any) -> None:
    for step, built in own(case, pipeline):
        if isinstance(step, ParallelStep):
            settings = spelled(step.settings, "v1", Place.ARGUMENT)
            size = settings.get("mini_batch_size")
            units = {"KB": 1024, "MB": 1024**2}
            if size is not None:
                number, unit = str(size)[:-2], str(size)[-2:].upper()
                is_size = unit in units
                settings["mini_batch_size"] = (
                    int(number) * units[unit] if is_size else int(str(size))
                )
            assert {name: built.settings[name] for name in settings} == settings
            named = built.settings["append_row_file_name"]
            assert (named is not None) is gives_rows(step.settings)


# a run of the pipeline ----------------------------------------------------------------------------


class Run:
    """Plays a pipeline: each step with the arguments that the pipeline gives it."""

    def __init__(self, case: JobCase, folder: Path, pipeline: Any, data: Path) -> None:
        self.case, self.folder, self.pipeline, self.data = case, folder, pipeline, data
        self.values = values_of(case.job)
        self.own = {step.name: step for step in case.job.aml.steps}
        self.played: dict[str, Played] = {}
        for each in case.job.data.values():
            if each.role == "input" and each.kind != "table":
                self.write(each.name)
        for step in pipeline.steps:
            self.step(step)

    def write(self, name: str) -> None:
        """Write an input where it is in this run: at a path of its own, or in what is mounted."""
        data = self.case.job.data[name]
        place = self.data / name
        mounted = [each for step in self.pipeline.steps for each in step.inputs]
        for each in mounted:
            dataset = getattr(each, "dataset", None)
            if getattr(each, "name", "") == name and type(dataset).__name__ == "FileDataset":
                ((_, root),) = dataset.paths
                path = Path(path_of(self.case.job, data))
                write_data(data, place / (path if root == "/" else path.relative_to(root)))
                return
        write_data(data, place)

    def step(self, step: Any) -> None:
        line = [self.argument(item) for item in step.arguments]
        declared = self.own.get(step.name)
        if not isinstance(declared, ParallelStep):
            run([step.script, *line], self.folder, [STAND_IN])
            return
        source = self.data / self.name_of(step.inputs[0])
        target = self.data / step.outputs[0].name
        self.played[step.name] = play_parallel(
            self.case.job, declared, self.folder, line, source, target
        )

    def argument(self, item: Any) -> str:
        """An argument as Azure ML fills it in; data are folders below one folder."""
        match type(item).__name__:
            case "PipelineParameter":
                return self.values[item.name][0]
            case "BoundPath":
                return str(self.data / item.path.name)
            case "OutputFileDatasetConfig" | "DatasetConsumptionConfig":
                return str(self.data / self.name_of(item))
        return str(item)

    def name_of(self, item: Any) -> str:
        read = getattr(item, "dataset", item)
        return str(getattr(read, "name", item.name))


@every_job
def test_a_run_ends_with_its_outputs_in_its_own_folders(
    case: JobCase, folder: Path, pipeline: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = case.job
    if model := job.aml.model:
        write_model(folder / "azureml-models" / model.name / model.version / "model.joblib")
    monkeypatch.chdir(folder)
    played = Run(case, folder, pipeline, tmp_path / "data").played
    for name, slot in job.offer.data.items():
        if slot.role == "output":
            root = tmp_path / "data" / name
            files = [path for path in root.rglob("*") if path.is_file()]
            assert files, name
            below = root / path_of(job, job.data[name], varying=True)
            assert all(file.is_relative_to(below) for file in files)
    for step in job.aml.steps:
        if isinstance(step, ParallelStep) and step.output.role == "output":
            rows = sorted(played[step.name].rows)
            place = tmp_path / "data" / step.output.name
            place /= path_of(job, step.output, varying=True)
            (file,) = place.iterdir()
            assert file.read_text("utf-8").splitlines() == rows or not gives_rows(step.settings)


@every_job
def test_the_first_step_leaves_the_factory_s_run_id_on_the_aml_run(
    case: JobCase, folder: Path, pipeline: Any
) -> None:
    given = [[getattr(item, "name", item) for item in step.arguments] for step in pipeline.steps]
    assert "--factory_run_id" in given[0]
    contract = import_module("contract")
    with import_module("azureml._standin").submitted() as current:
        contract.tag(["--x", "1", "--factory_run_id", RUN_ID])
    assert current.parent.tags == {"factory_run_id": RUN_ID}


def test_rows_of_any_characters_are_published_as_they_are(outputs: Path, tmp_path: Path) -> None:
    """Of all that Python's splitlines takes for a line's end, only one ends a row."""
    rows = ["b\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029b", "a\rz", "a"]
    (tmp_path / "scores.csv").write_bytes("".join(f"{row}\n" for row in rows).encode())
    with importable(outputs / "repository" / "aml" / "loan_default"):
        assert import_module("publish_scores").publish(tmp_path, tmp_path / "run") == 3
    published = (tmp_path / "run" / "scores.csv").read_bytes().decode()
    assert published == "".join(f"{row}\n" for row in sorted(rows))


@pytest.mark.parametrize("folder", ["../../elsewhere", "/elsewhere"])
def test_a_value_does_not_lead_out_of_a_folder(folder: str, outputs: Path, tmp_path: Path) -> None:
    with importable(outputs / "steps" / "aml" / "files_v1"):
        contract = import_module("contract")
        given = {"upload": tmp_path / "up", "upload_staged": tmp_path, "folder": folder, "day": 1}
        line = [f"--{name}={value}" for name, value in given.items()]
        with pytest.raises(ValueError, match=r"is not below .*up$"):
            contract.parse(contract.StageUpload, [*line, "--factory_run_id=run"])


def test_partitioned_tables_are_cut_by_what_their_folders_are_named_by(outputs: Path) -> None:
    with importable(outputs / "steps" / "aml" / "tables_v1", STAND_IN):
        workspaces = import_module("azureml.core").Workspace
        workspace = workspaces.get("aml", subscription_id="s", resource_group="rg")
        built = {step.name: step for step in import_module("pipeline").build(workspace).steps}
        (sales,) = built["total"].inputs
        assert sales.dataset.partition_keys == built["total"].settings["partition_keys"]
        (prices,) = built["compare"].inputs
        assert prices.dataset.partition_keys == []


def test_a_side_input_is_one_thing_as_input_and_as_argument(outputs: Path) -> None:
    """The SDK mounts what stands among the side inputs, and finds it again by identity."""
    with importable(outputs / "steps" / "aml" / "chain_v1", STAND_IN):
        workspaces = import_module("azureml.core").Workspace
        workspace = workspaces.get("aml", subscription_id="s", resource_group="rg")
        built = {step.name: step for step in import_module("pipeline").build(workspace).steps}
        _, *sides = built["score"].inputs
        arguments = built["score"].arguments
        assert arguments[arguments.index("--rules") + 1] is sides[1]
        assert arguments[arguments.index("--hints") + 1] is sides[0]
