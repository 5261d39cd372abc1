"""A pipeline of SDK v1 runs here as it does there: values, data, tags, failures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.local.aml import (
    DataRef,
    Datastores,
    LocalWorkspace,
    Models,
    Outcome,
    Submission,
    Unloadable,
)
from generator.local.aml.pipeline import LocalPipeline, load_v1
from generator.local.events import AmlStarted, Event, Status, StepEnded, StepProgress, StepStarted
from tests.local.aml.jobs import V1, V1_SCRIPTS, write_data, write_job
from tests.support.projects import Change, changed

SENT = Submission(
    parameters={"flag": "True", "rate": "1E-07", "day": "2026-01-05"},
    data={"raw": DataRef("lake", "raw/monday")},
    experiment="trial",
    properties={"factory": "f"},
)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> LocalPipeline:
    return load_v1(write_job(tmp_path_factory.mktemp("v1") / "small", V1, V1_SCRIPTS))


@pytest.fixture
def workspace(tmp_path: Path) -> LocalWorkspace:
    write_data(tmp_path / "lake/raw/monday", "a", "b")
    write_data(tmp_path / "lake/raw/default", "d")
    (tmp_path / "m.bin").touch()
    stores = Datastores({"lake": str(tmp_path / "lake")})
    return LocalWorkspace(stores, Models({"m:3": tmp_path / "m.bin"}))


def ran(
    pipeline: LocalPipeline, workspace: LocalWorkspace, sent: Submission, folder: Path
) -> tuple[Outcome, list[Event]]:
    events: list[Event] = []
    return pipeline.run(sent, workspace, folder, events.append), events


def test_a_whole_run(pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path) -> None:
    outcome, events = ran(pipeline, workspace, SENT, tmp_path / "r1")
    assert (outcome.status, outcome.message) == (Status.SUCCEEDED, "")
    scores = tmp_path / "lake/out/r1/2026-01-05/scores.csv"
    assert scores.read_text() == "a,1E-07\nb,1E-07"
    written = outcome.outputs["out"]
    assert written.address == str(tmp_path / "lake/out/r1")
    assert written.files == (f"{written.address}/2026-01-05/scores.csv",)
    # Tags of the parent run come back; those of a step's own run are not the pipeline's.
    assert outcome.tags == {"factory": "f", "day": "monday"}
    assert outcome.activity_output == {"mlPipelineRunId": "r1", "status": "Finished"}
    assert [event for event in events if isinstance(event, StepStarted)] == [
        StepStarted("small", name) for name in ("stage", "score", "publish")
    ]
    assert [e.status for e in events if isinstance(e, StepEnded)] == [Status.SUCCEEDED] * 3
    assert [e.done for e in events if isinstance(e, StepProgress)][-1] == 2
    stage, score, publish = outcome.steps
    assert stage.parameters == {"flag": "True", "rate": "1E-07"}
    assert score.arguments == ("--rate", "1E-07")
    assert publish.parameters == {"day": "2026-01-05"}
    given = json.loads((tmp_path / "r1/1_stage/code/outputs/given.json").read_text())
    assert given["raw"] == str(tmp_path / "lake/raw/monday")
    assert (given["flag"], given["rate"], given["top"]) == ("True", "1E-07", "7")
    assert stage.log is not None
    assert f"model at {tmp_path / 'm.bin'}" in stage.log.read_text()
    # The code was copied: nothing is written beside it.
    assert not (pipeline.file.parent / "outputs").exists()


def test_what_is_not_sent_has_its_published_default(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    outcome, _ = ran(pipeline, workspace, Submission(), tmp_path / "r2")
    assert outcome.status is Status.SUCCEEDED
    assert outcome.steps[0].parameters == {"flag": "True", "rate": "0.5"}
    assert (tmp_path / "lake/out/r2/2026-01-01/scores.csv").read_text() == "d,0.5"


def test_what_does_not_fit_never_starts(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    sent = Submission({"rat": "1", "raw": "x"}, {"day": DataRef("lake", "x")})
    outcome, events = ran(pipeline, workspace, sent, tmp_path / "r")
    assert outcome.status is Status.FAILED
    assert events == []
    unknown, *others = outcome.refusals
    assert unknown.message == (
        "the activity sends 'rat', which pipeline.py does not define (nearest: 'rate')"
    )
    line = next(i for i, text in enumerate(V1.splitlines(), 1) if '"rate"' in text)
    assert unknown.place is not None
    assert unknown.place.line == line
    assert [one.message.partition(":")[0] for one in others] == [
        "'raw' is a DataPath in pipeline.py",
        "'day' is a plain parameter in pipeline.py",
    ]


def test_all_that_is_missing_is_told_before_the_first_step(
    pipeline: LocalPipeline, tmp_path: Path
) -> None:
    sent = Submission(data={"raw": DataRef("lake", "raw/nothing")})
    outcome, events = ran(
        pipeline, LocalWorkspace(Datastores({"lake": str(tmp_path)})), sent, tmp_path / "r"
    )
    assert [type(one) for one in events] == [AmlStarted]
    assert outcome.message == (
        "there is nothing at azureml://datastores/lake/paths/raw/nothing"
        f" ({tmp_path}/raw/nothing)"
    )
    outcome, events = ran(pipeline, LocalWorkspace(), sent, tmp_path / "r")
    assert [type(one) for one in events] == [AmlStarted]
    assert outcome.message == (
        "the datastore 'lake' has no folder here: give 'lake' one under local.datastores of the"
        " project file (there: none)"
    )


def test_a_model_that_is_not_mapped_fails_its_step(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    bare = LocalWorkspace(workspace.datastores)
    outcome, events = ran(pipeline, bare, Submission(), tmp_path / "r")
    assert 'the model m:3 has no file here: give "m:3" one' in outcome.message
    assert "log: " in outcome.message
    assert [e.status for e in events if isinstance(e, StepEnded)] == [
        Status.FAILED,
        Status.SKIPPED,
        Status.SKIPPED,
    ]
    assert outcome.activity_output["status"] == "Failed"


def test_an_upload_writes_over_nothing(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    there = tmp_path / "lake/out/r3/2026-01-01/scores.csv"
    there.parent.mkdir(parents=True)
    there.write_text("old")
    outcome, _ = ran(pipeline, workspace, Submission(), tmp_path / "r3")
    assert outcome.message == f"step publish: the path already exists: {there}"
    assert there.read_text() == "old"


STEPS = """
from azureml.data import OutputFileDatasetConfig
from azureml.core import Dataset, Environment, Experiment, RunConfiguration, Workspace
from azureml.core.compute import AmlCompute
from azureml.core.conda_dependencies import CondaDependencies
from azureml.core.datastore import Datastore
from azureml.core.runconfig import DEFAULT_CPU_IMAGE
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import CommandStep, PythonScriptStep

workspace = Workspace.from_config()
config = RunConfiguration()
config.environment = Environment("e")
config.environment.environment_variables["COLOR"] = "red"
config.environment.docker.base_image = DEFAULT_CPU_IMAGE
packages = CondaDependencies.create(pip_packages=["pandas"])
packages.add_pip_package("numpy")
packages.add_conda_package("pip")
config.environment.python.conda_dependencies = packages
experiment = Experiment(workspace, "trial")
good = PythonScriptStep(name="a/b", script_name="good.py", source_directory=".", compute_target="c")
bad = PythonScriptStep(name="bad", script_name="bad.py", source_directory=".", compute_target="c")
root = Dataset.File.from_files((Datastore.get(workspace, "lake"), "/"), validate=False)
last = CommandStep(
    name="last",
    command=[
        "python", "last.py",
        PipelineParameter("x", "1"), root.as_named_input("root").as_mount(),
    ],
    runconfig=config,
    source_directory=".",
    compute_target=AmlCompute(workspace, "cluster"),
)
last.run_after(good)
pipeline = Pipeline(workspace=workspace, steps=[last, bad])
"""


@pytest.mark.parametrize("goes_on", [True, False])
def test_other_steps_go_on_after_a_failure_only_if_told(goes_on: bool, tmp_path: Path) -> None:
    """A pipeline that is there after the import, with order by run_after, and a command step."""
    scripts = {
        "good.py": "print('fine')",
        "bad.py": "import sys\nsys.exit('why it failed')",
        "last.py": "import os, sys\nprint(os.environ['COLOR'], sys.argv[1:])",
    }
    text = changed(STEPS, ("steps=[last, bad]", "steps=[bad, last]"))
    pipeline = load_v1(write_job(tmp_path / "job", text, scripts))
    assert [step.compute for step in pipeline.graph.steps] == ["c", "c", "cluster"]
    (tmp_path / "lake").mkdir()
    sent = Submission(continue_on_step_failure=goes_on)
    workspace = LocalWorkspace(Datastores({"lake": str(tmp_path / "lake")}))
    # Even in the folder of the code, which is copied to it.
    folder = tmp_path / "job" / "runs" / "r"
    outcome, _ = ran(pipeline, workspace, sent, folder)
    assert outcome.message == (
        f"step bad: exit code 1: why it failed (log: {folder}/1_bad/log.txt)"
    )
    found = {step.name: step.status for step in outcome.steps}
    assert list(found) == ["bad", "a/b", "last"]
    others = Status.SUCCEEDED if goes_on else Status.SKIPPED
    assert found == {"bad": Status.FAILED, "a/b": others, "last": others}
    if goes_on:
        log = (folder / "3_last/log.txt").read_text().strip()
        assert log == f"red ['1', '{tmp_path}/lake']"


PLACES = """
from azureml.core import Dataset, Workspace
from azureml.core.datastore import Datastore
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import PythonScriptStep

def make_it(ws):
    lake = Datastore.get(ws, "lake")
    both = Dataset.File.from_files([(lake, "a"), (lake, "b")], validate=False)
    step = PythonScriptStep(
        name="one",
        script_name="one.py",
        source_directory=".",
        compute_target="c",
        arguments=["--both", both.as_named_input("both").as_mount()],
    )
    return Pipeline(workspace=ws, steps=[step])
"""


def test_a_text_names_one_place_only(tmp_path: Path) -> None:
    pipeline = load_v1(write_job(tmp_path / "job", PLACES, {"one.py": ""}))
    for name in ("a", "b"):
        (tmp_path / "lake" / name).mkdir(parents=True)
    workspace = LocalWorkspace(Datastores({"lake": str(tmp_path / "lake")}))
    outcome, _ = ran(pipeline, workspace, Submission(), tmp_path / "r")
    assert outcome.message == (
        "step one: input 'both' lies in 2 places: only mini-batches are made of them"
    )


FAILING: list[tuple[str, tuple[Change, ...], str]] = [
    ("syntax", (('PipelineParameter("rate"', 'PipelineParameter(("rate"'),), "SyntaxError: "),
    ("none", (("default_value=0.5", "default_value=None"),), "unsupported type: NoneType"),
    (
        "data path in a parallel step",
        (('inputs=[staged.as_input("staged")]', "inputs=[raw]"),),
        "Step input must be of any dataset type",
    ),
    (
        "reserved",
        (('arguments=["--rate", rate]', 'arguments=["--output", rate]'),),
        "'output' is a reserved argument in ParallelRunStep",
    ),
    ("no script", (('script_name="publish.py"', 'script_name="publsh.py"'),), "script not found"),
    ("exit", (("    lake = ", "    raise SystemExit(3)\n    lake = "),), "SystemExit: 3"),
    (
        "unknown",
        (("import Dataset, Environment", "import Dataset, Environmental"),),
        "cannot import name 'Environmental'",
    ),
    (
        "none built",
        (("return Pipeline(workspace=workspace, steps=[publish])", "Pipeline"),),
        "no Pi",
    ),
]


@pytest.mark.parametrize(
    ("changes", "words"), [case[1:] for case in FAILING], ids=[c[0] for c in FAILING]
)
def test_code_that_fails_says_where(
    changes: tuple[Change, ...], words: str, tmp_path: Path
) -> None:
    folder = write_job(tmp_path / "job", changed(V1, *changes), V1_SCRIPTS)
    with pytest.raises(Unloadable) as caught:
        load_v1(folder)
    (fault,) = caught.value.faults
    assert words in fault.message
    assert fault.file == str(folder / "pipeline.py")
    if words != "no Pi":
        assert fault.line > 0
        assert str(caught.value).startswith(f"{fault.file}:{fault.line}: ")


def test_a_process_that_ends_says_so(tmp_path: Path) -> None:
    text = "import os, sys\nprint('last words', file=sys.stderr, flush=True)\nos._exit(7)\n"
    with pytest.raises(Unloadable, match="loading ended with exit code 7: last words"):
        load_v1(write_job(tmp_path / "job", text, {}))
    with pytest.raises(Unloadable, match="there is no such file"):
        load_v1(tmp_path / "nowhere")


def test_loading_imports_nothing_heavy() -> None:
    """A loader's process starts for every pipeline."""
    code = (
        "import sys, generator.local.aml.loader.__main__;"
        "print([n for n in ('yaml', 'jinja2', 'azure', 'http.server') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
