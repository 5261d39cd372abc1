"""A v1 pipeline in the form that the SDK takes: stage, score in parallel, publish by day."""

from pathlib import Path

from azureml.core import Environment, RunConfiguration, Workspace
from azureml.core.datastore import Datastore
from azureml.data import OutputFileDatasetConfig
from azureml.data.datapath import DataPath, DataPathComputeBinding
from azureml.pipeline.core import Pipeline, PipelineEndpoint, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep

STEPS = str(Path(__file__).parent / "steps")


def build(workspace: Workspace) -> Pipeline:
    lake = Datastore.get(workspace, "lake")
    environment = Environment.from_conda_specification("churn", f"{STEPS}/environment.yml")

    cutoff = PipelineParameter("cutoff", default_value=0.25)
    horizon = PipelineParameter("horizon", default_value=6)
    explain = PipelineParameter("explain", default_value="false")
    day = PipelineParameter("day", default_value="2026-03-01")
    nodes = PipelineParameter("nodes", default_value=2)
    PipelineParameter("forgotten", default_value="no step uses it")
    customers = PipelineParameter("customers", default_value=DataPath(lake, "customers/2026-03-01"))
    customers_input = (customers, DataPathComputeBinding(mode="mount"))

    staged = OutputFileDatasetConfig("staged")
    rows = OutputFileDatasetConfig("rows")
    scores = OutputFileDatasetConfig("scores", destination=(lake, "scores")).as_upload(
        overwrite=True
    )

    run_config = RunConfiguration()
    run_config.environment = environment
    stage = PythonScriptStep(
        name="stage",
        script_name="stage.py",
        source_directory=STEPS,
        compute_target="cpu",
        runconfig=run_config,
        inputs=[customers_input],
        arguments=["--customers", customers_input, "--staged", staged],
        allow_reuse=False,
    )
    score = ParallelRunStep(
        name="score",
        parallel_run_config=ParallelRunConfig(
            source_directory=STEPS,
            entry_script="score.py",
            environment=environment,
            compute_target="cpu",
            node_count=nodes,
            mini_batch_size="10kb",
            error_threshold=0,
            output_action="append_row",
            append_row_file_name="rows.txt",
        ),
        inputs=[staged.as_input("staged")],
        output=rows,
        arguments=["--cutoff", cutoff, "--horizon", horizon, "--explain", explain],
        allow_reuse=False,
    )
    publish = PythonScriptStep(
        name="publish",
        script_name="publish.py",
        source_directory=STEPS,
        compute_target="cpu",
        runconfig=run_config,
        arguments=["--rows", rows.as_input("rows"), "--day", day, "--scores", scores],
        allow_reuse=False,
    )
    return Pipeline(workspace=workspace, steps=[publish, stage, score])


def publish(workspace: Workspace, name: str, version: str) -> PipelineEndpoint:
    """Publish behind the endpoint of this name, and make one if there is none."""
    published = build(workspace).publish(
        name=name, description=name, version=version, continue_on_step_failure=False
    )
    known = PipelineEndpoint.list(workspace, max_results=1000)
    endpoint = next((one for one in known if one.name == name), None)
    if endpoint is None:
        return PipelineEndpoint.publish(
            workspace=workspace, name=name, description=name, pipeline=published
        )
    endpoint.add_default(published)
    return endpoint
