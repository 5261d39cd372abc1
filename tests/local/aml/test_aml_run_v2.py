"""A pipeline of SDK v2, built by the SDK itself, runs here; what the SDK lets pass is refused."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.local.aml import DataRef, Datastores, LocalWorkspace, Models, Outcome, Submission
from generator.local.aml.graph import Registered, Stored
from generator.local.aml.pipeline import LocalPipeline, load_v2
from generator.local.events import Status
from tests.local.aml.conftest import LoadV2
from tests.local.aml.jobs import V2, V2_SCRIPTS, write_data, write_job
from tests.support.projects import Change, changed

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

RAW = DataRef("lake", "raw", "folder")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory, load_v2_here: LoadV2) -> LocalPipeline:
    folder = write_job(tmp_path_factory.mktemp("v2") / "small", V2, V2_SCRIPTS)
    loaded = load_v2_here(folder)
    assert loaded.graph is not None, loaded.faults
    return LocalPipeline(loaded.graph, folder / "pipeline.py")


@pytest.fixture
def workspace(tmp_path: Path) -> LocalWorkspace:
    write_data(tmp_path / "lake/raw", "a", "b")
    (tmp_path / "m.txt").write_text("M")
    stores = Datastores({"lake": str(tmp_path / "lake")})
    return LocalWorkspace(stores, Models({"m:3": tmp_path / "m.txt"}))


def ran(
    pipeline: LocalPipeline, workspace: LocalWorkspace, sent: Submission, tmp_path: Path
) -> Outcome:
    return pipeline.run(sent, workspace, tmp_path / "run", lambda event: None)


def test_a_whole_run(pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path) -> None:
    sent = Submission(
        {"rate": 1e-7, "flag": False, "top": 4},
        {"raw": RAW},
        {
            "rows": DataRef("lake", "rows/today", "folder"),
            "note": DataRef("lake", "notes/today.txt", "file"),
        },
    )
    outcome = ran(pipeline, workspace, sent, tmp_path)
    assert (outcome.status, outcome.message) == (Status.SUCCEEDED, "")
    rows = (tmp_path / "lake/rows/today/rows.txt").read_text().splitlines()
    assert sorted(rows) == ["a,1E-07,M", "b,1E-07,M"]
    assert (tmp_path / "lake/notes/today.txt").read_text() == "kind False fixed\n"
    stage, score = outcome.steps
    assert stage.parameters == {"top": "4", "flag": "False"}
    assert stage.log is not None
    assert stage.log.read_text() == "given --top 4\n"
    assert score.arguments == ("--rate", "1E-07", "--model", str(tmp_path / "m.txt"))
    assert score.parameters == {"rate": "1E-07"}


def test_what_is_optional_is_left_out_and_outputs_may_stay(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    outcome = ran(pipeline, workspace, Submission(data={"raw": RAW}), tmp_path)
    assert outcome.status is Status.SUCCEEDED
    assert outcome.steps[0].parameters == {"flag": "True"}
    assert (tmp_path / "run/1_staged/log.txt").read_text() == "given\n"
    assert Path(outcome.outputs["rows"].address, "rows.txt").is_file()
    assert Path(outcome.outputs["note"].address).read_text() == "kind True fixed\n"


def test_a_file_must_not_be_there_yet(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    (tmp_path / "lake/note.txt").write_text("old")
    sent = Submission(data={"raw": RAW}, outputs={"note": DataRef("lake", "note.txt", "file")})
    outcome = ran(pipeline, workspace, sent, tmp_path)
    assert outcome.message == f"step staged: the path already exists: {tmp_path}/lake/note.txt"


def test_a_model_that_is_not_mapped_stops_the_run(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    bare = LocalWorkspace(workspace.datastores, Models({"n:1": tmp_path}))
    outcome = ran(pipeline, bare, Submission(data={"raw": RAW}), tmp_path)
    assert outcome.steps == ()
    assert (
        outcome.message
        == "the model 'm:3' has no file here: give it one under local.models of the project file"
        " (there: n:1)"
    )


NEXT = "return {"
WRONG: dict[str, tuple[tuple[Change, ...], str]] = {
    "parameter": (
        (("--rate ${{inputs.rate}}", "--rate ${{inputs.rat}}"),),
        "step 'score': ${{inputs.rat}} is nothing that it has (nearest: 'rate')",
    ),
    "command": (
        (("python stage.py ${{inputs.raw}}", "python stage.py ${{inputs.row}}"),),
        "step 'staged': ${{inputs.row}} is nothing that it has (nearest: 'raw')",
    ),
    "batched": (
        (('input_data="${{inputs.staged}}"', 'input_data="${{inputs.stage}}"'),),
        "step 'score': ${{inputs.stage}} is nothing that it has (nearest: 'staged')",
    ),
    "rows": (
        (('append_row_to="${{outputs.rows}}', 'append_row_to="${{outputs.lines}}'),),
        "step 'score': ${{outputs.lines}} is nothing that it has"
        " (it has: staged, model, rate, rows)",
    ),
    "rows outside": (
        (("${{outputs.rows}}/rows.txt", "${{outputs.rows}}/../rows.txt"),),
        "step 'score': append_row_to is no file in an output: '${{outputs.rows}}/../rows.txt'",
    ),
    "nested": (
        (
            (
                "@pipeline(default",
                "@pipeline()\ndef inner(word='a'):\n    pass\n\n@pipeline(default",
            ),
            ("    return {", "    nested = inner()\n    return {"),
        ),
        "step 'nested' is a pipeline: only command and parallel steps run here",
    ),
    "optional": (
        (("$[[--top ${{inputs.top}}]]", "--top ${{inputs.top}}"),),
        "step 'staged': ${{inputs.top}} is optional, and stands outside $[[...]]",
    ),
    "file for folder": (
        (
            (
                'def small(\n    raw: Input(type="uri_folder")',
                'def small(\n    raw: Input(type="uri_file")',
            ),
        ),
        "step 'staged': input 'raw' is a folder, and is given a file",
    ),
    "step's file for folder": (
        (("staged=staged.outputs.staged", "staged=staged.outputs.note"),),
        "step 'score': input 'staged' is a folder, and is given a file",
    ),
    "literal of a step": (
        (("rate=rate,", 'rate="much",'),),
        "step 'score': input 'rate' is no number: 'much'",
    ),
    "data for a literal": (
        (("rate=rate,", "rate=raw,"),),
        "step 'score': input 'rate' is a number, which is no data, and is given a folder",
    ),
    "a literal for data": (
        (("staged=staged.outputs.staged", "staged=rate"),),
        "step 'score': input 'staged' is data, and rate is not",
    ),
    "default out of bounds": (
        (("default=0.5, min=0", "default=1.5, min=0"),),
        "the default of input 'rate', 1.5, is above its max, 1",
    ),
    "entry script": (
        (('entry_script="score.py"', 'entry_script="scores.py"'),),
        "step 'score': there is no entry script scores.py",
    ),
    "unknown keyword": ((("rate=rate,", "rate=rate, rat=1,"),), "unexpected keyword"),
    "the SDK's own": ((("        rate=rate,\n", ""),), "Required input 'rate' for component"),
    "no pipeline": (
        (('@pipeline(default_compute="cpu")\n', ""),),
        "one function with @pipeline was expected, found: none",
    ),
    "exception": (((NEXT, f"1 / 0\n    {NEXT}"),), "ZeroDivisionError: division by zero"),
}


def test_what_the_code_fixes_is_known(tmp_path: Path, load_v2_here: LoadV2) -> None:
    lake = "azureml://datastores/lake/paths"
    to = f"Output(type='uri_folder', path='{lake}/to')"
    text = changed(
        V2,
        ('default_compute="cpu")', 'default_compute="cpu", continue_on_step_failure=True)'),
        ("stage(raw=raw,", f"stage(raw=Input(type='uri_folder', path='{lake}/fixed'),"),
        ("azureml:m:3", "azureml:m@latest"),
        ("    scored = ", f"    staged.outputs.staged = {to}\n    scored = "),
    )
    graph = load_v2_here(write_job(tmp_path / "job", text, V2_SCRIPTS)).graph
    assert graph is not None
    assert graph.continue_on_step_failure
    stage, score = graph.steps
    assert stage.inputs["raw"].source == Stored((DataRef("lake", "fixed"),))
    assert stage.outputs["staged"].destination == DataRef("lake", "to", "folder")
    assert stage.outputs["note"].pipeline_output == "note"
    assert score.inputs["model"].source == Registered("m", "")
    assert score.after == ("staged",)


def test_a_path_that_a_command_cannot_carry(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    write_data(tmp_path / "lake" / "my data", "a")
    sent = Submission(data={"raw": DataRef("lake", "my data")})
    outcome = ran(pipeline, workspace, sent, tmp_path)
    assert outcome.message == (
        "step staged: a command of SDK v2 cannot carry this path; move it:"
        f" {tmp_path}/lake/my data"
    )


def test_a_file_for_a_folder_is_told_before_the_first_step(
    pipeline: LocalPipeline, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    sent = Submission(data={"raw": DataRef("lake", "raw/0.txt")})
    outcome = ran(pipeline, workspace, sent, tmp_path)
    assert outcome.steps == ()
    assert outcome.message == (
        "azureml://datastores/lake/paths/raw/0.txt is a file, and a folder is expected"
    )


@pytest.mark.parametrize("case", WRONG)
def test_wrong_wiring_is_told(case: str, tmp_path: Path, load_v2_here: LoadV2) -> None:
    changes, words = WRONG[case]
    folder = write_job(tmp_path / "job", changed(V2, *changes), V2_SCRIPTS)
    loaded = load_v2_here(folder)
    assert loaded.graph is None
    (fault,) = loaded.faults
    assert words in fault.message
    assert fault.file == str(folder / "pipeline.py")
    if fault.line:
        line = (folder / "pipeline.py").read_text().splitlines()[fault.line - 1]
        assert line in changed(V2, *changes)
    assert fault.line or case in ("default out of bounds", "the SDK's own", "no pipeline")


def test_the_loader_s_own_process_gives_the_same(pipeline: LocalPipeline, tmp_path: Path) -> None:
    """There a relative folder of code is one below the pipeline's, as it is for its users."""
    text = V2.replace("code=str(HERE)", 'code="."')
    folder = write_job(tmp_path / "small", text, V2_SCRIPTS)
    graph = load_v2(folder).graph
    assert {step.source for step in graph.steps} == {str(folder)}
    moved = (replace(step, source=str(pipeline.file.parent)) for step in graph.steps)
    assert replace(graph, steps=tuple(moved)) == pipeline.graph
