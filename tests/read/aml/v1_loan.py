"""Three steps in one function, as the SDK's own samples write it."""

from azureml.core import Environment, RunConfiguration, Workspace
from azureml.core.datastore import Datastore
from azureml.data import OutputFileDatasetConfig
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.pipeline.core import Pipeline, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep


def build(workspace: Workspace) -> Pipeline:
    lake = Datastore.get(workspace, "lake")
    environment = Environment("loan-default")

    threshold = PipelineParameter("threshold", default_value=0.5)
    batch = PipelineParameter(name="batch", default_value=-1)
    explain = PipelineParameter("explain", "false")
    run_date = PipelineParameter(default_value="2024-01-01", name="run_date")
    region = PipelineParameter("region", "")
    strict = PipelineParameter("strict", True)
    applications = PipelineParameter(
        "applications", default_value=DataPath(lake, "loans/applications/2024-01-01")
    )
    applications_input = (applications, DataPathComputeBinding(mode="mount"))

    staged = OutputFileDatasetConfig("staged")
    rows = OutputFileDatasetConfig("rows", destination=None)
    scores = OutputFileDatasetConfig("scores", destination=(lake, "loans/scores")).as_upload(
        overwrite=True
    )

    run_config = RunConfiguration()
    run_config.environment = environment
    prepare = PythonScriptStep(
        name="prepare",
        script_name="prepare.py",
        source_directory="steps",
        compute_target="cpu",
        runconfig=run_config,
        inputs=[applications_input],
        arguments=["--applications", applications_input, "--staged", staged, "--strict", strict],
        allow_reuse=False,
    )
    score = ParallelRunStep(
        name="score",
        parallel_run_config=ParallelRunConfig(
            source_directory="steps",
            entry_script="score.py",
            environment=environment,
            compute_target="cpu",
            node_count=PipelineParameter("nodes", 2),
            mini_batch_size=PipelineParameter(name="mini_batch_size", default_value="10"),
            error_threshold=0,
            output_action="append_row",
            append_row_file_name="rows.txt",
        ),
        inputs=[staged.as_input("staged")],
        output=rows,
        arguments=["--threshold", threshold, "--explain", explain, "--batch", batch],
        allow_reuse=False,
    )
    publish = PythonScriptStep(
        name="publish",
        script_name="publish.py",
        source_directory="steps",
        compute_target="cpu",
        runconfig=run_config,
        arguments=["--rows", rows.as_input("rows"), "--run_date", run_date, "--region", region]
        + ["--scores", scores],
        allow_reuse=False,
    )
    return Pipeline(workspace=workspace, steps=[prepare, score, publish])
