"""Small jobs of both SDKs, and what runs them needs."""

import textwrap
from pathlib import Path

V1 = """
from azureml.core import Dataset, Environment, RunConfiguration, Workspace
from azureml.core.datastore import Datastore
from azureml.data import OutputFileDatasetConfig
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import CommandStep, ParallelRunConfig, ParallelRunStep, PythonScriptStep

def build(workspace):
    lake = Datastore.get(workspace, "lake")
    flag = PipelineParameter("flag", default_value=True)
    rate = PipelineParameter("rate", default_value=0.5)
    day = PipelineParameter("day", default_value="2026-01-01")
    raw = (
        PipelineParameter("raw", default_value=DataPath(lake, "raw/default")),
        DataPathComputeBinding(mode="mount"),
    )
    staged = OutputFileDatasetConfig("staged")
    rows = OutputFileDatasetConfig("rows")
    out = OutputFileDatasetConfig("out", destination=(lake, "out/{run-id}")).as_upload()
    stage = PythonScriptStep(
        name="stage",
        script_name="stage.py",
        source_directory=".",
        compute_target="cpu",
        inputs=[raw],
        arguments=["--raw", raw, "--staged", staged, "--flag", flag, "--rate", rate, "--top", 7],
        allow_reuse=False,
    )
    score = ParallelRunStep(
        name="score",
        parallel_run_config=ParallelRunConfig(
            source_directory=".",
            entry_script="score.py",
            environment=Environment("e"),
            compute_target="cpu",
            node_count=1,
            process_count_per_node=1,
            mini_batch_size="1",
            error_threshold=0,
            output_action="append_row",
            append_row_file_name="rows.txt",
        ),
        inputs=[staged.as_input("staged")],
        output=rows,
        arguments=["--rate", rate],
    )
    publish = PythonScriptStep(
        name="publish",
        script_name="publish.py",
        source_directory=".",
        compute_target="cpu",
        arguments=["--rows", rows.as_input("rows"), "--out", out, "--day", day],
    )
    return Pipeline(workspace=workspace, steps=[publish])
"""
"""A path per run is staged, scored in parallel, published: all the ways in which v1 hands on."""

V1_SCRIPTS = {
    "stage.py": """
        import argparse, json, pathlib, shutil
        from azureml.core import Model, Run
        parser = argparse.ArgumentParser()
        for name in ("raw", "staged", "flag", "rate", "top"):
            parser.add_argument("--" + name, required=True)
        given = parser.parse_args()
        run = Run.get_context(allow_offline=False)
        assert run.input_datasets["raw"] == given.raw
        assert run.output_datasets["staged"] == given.staged
        run.parent.tag("day", "monday")
        run.tag("own", "tag")
        run.log("files", 2)
        print("model at", Model.get_model_path("m", version=3))
        for file in sorted(pathlib.Path(given.raw).iterdir()):
            shutil.copy(file, given.staged)
        pathlib.Path("outputs").mkdir()
        pathlib.Path("outputs/given.json").write_text(json.dumps(vars(given)))
        """,
    "score.py": """
        import argparse, pathlib
        from azureml.core.model import Model
        def init():
            parser = argparse.ArgumentParser()
            parser.add_argument("--rate")
            global rate
            rate = parser.parse_known_args()[0].rate
            Model.get_model_path("m")
        def run(mini_batch):
            return [f"{pathlib.Path(one).read_text().strip()},{rate}" for one in mini_batch]
        """,
    "publish.py": """
        import argparse, pathlib
        parser = argparse.ArgumentParser()
        for name in ("rows", "out", "day"):
            parser.add_argument("--" + name, required=True)
        given = parser.parse_args()
        lines = sorted(pathlib.Path(given.rows, "rows.txt").read_text().splitlines())
        folder = pathlib.Path(given.out, given.day)
        folder.mkdir(parents=True)
        (folder / "scores.csv").write_text("\\n".join(lines))
        """,
}

V2 = """
from pathlib import Path
from azure.ai.ml import Input, Output, command
from azure.ai.ml.dsl import pipeline
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function

HERE = Path(__file__).parent
ENVIRONMENT = Environment(name="e", image="i")
stage = command(
    name="stage",
    code=str(HERE),
    environment=ENVIRONMENT,
    inputs={
        "raw": Input(type="uri_folder"),
        "top": Input(type="integer", optional=True),
        "flag": Input(type="boolean"),
        "word": Input(type="string", default="fixed"),
    },
    outputs={"staged": Output(type="uri_folder"), "note": Output(type="uri_file")},
    command="python stage.py ${{inputs.raw}} ${{outputs.staged}} $[[--top ${{inputs.top}}]]"
    " && echo \\"$KIND ${{inputs.flag}} ${{inputs.word}}\\" > ${{outputs.note}}",
    environment_variables={"KIND": "kind"},
)
score = parallel_run_function(
    name="score",
    inputs={
        "staged": Input(type="uri_folder"),
        "model": Input(type="custom_model"),
        "rate": Input(type="number"),
    },
    outputs={"rows": Output(type="uri_folder")},
    input_data="${{inputs.staged}}",
    instance_count=1,
    max_concurrency_per_instance=1,
    mini_batch_size="1",
    mini_batch_error_threshold=0,
    retry_settings={"max_retries": 0, "timeout": 60},
    task=RunFunction(
        code=str(HERE),
        entry_script="score.py",
        environment=ENVIRONMENT,
        program_arguments="--rate ${{inputs.rate}} --model ${{inputs.model}}",
        append_row_to="${{outputs.rows}}/rows.txt",
    ),
)


@pipeline(default_compute="cpu")
def small(
    raw: Input(type="uri_folder"),
    rate: Input(type="number", default=0.5, min=0, max=1),
    flag: Input(type="boolean", default=True),
    top: Input(type="integer", optional=True),
    mode: Input(type="string", enum=["fast", "slow"], default="fast"),
):
    staged = stage(raw=raw, top=top, flag=flag)
    scored = score(
        staged=staged.outputs.staged,
        model=Input(type="custom_model", path="azureml:m:3"),
        rate=rate,
    )
    return {"rows": scored.outputs.rows, "note": staged.outputs.note}
"""

V2_SCRIPTS = {
    "stage.py": """
        import pathlib, shutil, sys
        for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
            shutil.copy(file, sys.argv[2])
        print("given", *sys.argv[3:])
        """,
    "score.py": """
        import argparse, pathlib
        def init():
            global given
            parser = argparse.ArgumentParser()
            parser.add_argument("--rate")
            parser.add_argument("--model")
            given = parser.parse_known_args()[0]
        def run(mini_batch):
            end = f",{given.rate},{pathlib.Path(given.model).read_text()}"
            return [pathlib.Path(one).read_text().strip() + end for one in mini_batch]
        """,
}


def write_job(folder: Path, pipeline: str, scripts: dict[str, str]) -> Path:
    """Write a job's folder; gives it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pipeline.py").write_text(pipeline, "utf-8")
    for name, text in scripts.items():
        (folder / name).write_text(textwrap.dedent(text), "utf-8")
    return folder


def write_data(folder: Path, *texts: str) -> Path:
    """Write a file for each text; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(f"{text}\n", "utf-8")
    return folder
