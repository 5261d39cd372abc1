"""A v2 pipeline in a form that type checkers and the SDK both take.

The SDK reads an input's type, default, bounds and description from the annotation of a pipeline
function, where a checker allows no call. So the function says `Input`, and the table says which.
"""

from pathlib import Path

from azure.ai.ml import Input, MLClient, Output, command
from azure.ai.ml.dsl import pipeline
from azure.ai.ml.entities import (
    BatchEndpoint,
    Environment,
    PipelineComponent,
    PipelineComponentBatchDeployment,
    RetrySettings,
)
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

STEPS = str(Path(__file__).parent / "steps")

INPUTS = {
    "customers": Input(type="uri_folder", description="One CSV file per region."),
    "rates": Input(type="uri_file"),
    "day": Input(type="string", default="2026-03-01"),
    "cutoff": Input(type="number", default=0.25, min=0, max=1, description="Flag from here on."),
    "horizon": Input(type="integer", default=6, min=1),
    "explain": Input(type="boolean", default=False),
}
ENVIRONMENT = Environment(
    name="churn", image="example.org/image", conda_file=f"{STEPS}/environment.yml"
)

stage = command(
    name="stage",
    code=STEPS,
    environment=ENVIRONMENT,
    inputs={"customers": Input(type="uri_folder"), "rates": Input(type="uri_file")},
    outputs={"staged": Output(type="uri_folder")},
    command="python stage.py --customers ${{inputs.customers}} --rates ${{inputs.rates}}"
    " --staged ${{outputs.staged}}",
)
score = parallel_run_function(
    name="score",
    inputs={
        "staged": Input(type="uri_folder"),
        "model": Input(type="custom_model"),
        "cutoff": Input(type="number"),
        "horizon": Input(type="integer"),
        "explain": Input(type="boolean"),
    },
    outputs={"rows": Output(type="uri_folder")},
    input_data="${{inputs.staged}}",
    instance_count=2,
    mini_batch_size="10",
    mini_batch_error_threshold=0,
    logging_level="INFO",
    task=RunFunction(
        code=STEPS,
        entry_script="score.py",
        environment=ENVIRONMENT,
        program_arguments="--cutoff ${{inputs.cutoff}} --horizon ${{inputs.horizon}}"
        " --explain ${{inputs.explain}} --model ${{inputs.model}}",
        append_row_to="${{outputs.rows}}/rows.txt",
    ),
)
# As an argument above, a checker that sees the SDK's own annotations would want another class.
score.retry_settings = RetrySettings(max_retries=2, timeout=60)
publish = command(
    name="publish",
    code=STEPS,
    environment=ENVIRONMENT,
    inputs={"rows": Input(type="uri_folder"), "day": Input(type="string")},
    outputs={"scores": Output(type="uri_folder")},
    command="python publish.py --rows ${{inputs.rows}} --day ${{inputs.day}}"
    " --scores ${{outputs.scores}}",
)


def churn(
    customers: Input, rates: Input, day: Input, cutoff: Input, horizon: Input, explain: Input
) -> dict[str, Output]:
    """Score customers for churn."""
    staged = stage(customers=customers, rates=rates)
    scored = score(
        staged=staged.outputs["staged"],
        model=Input(type="custom_model", path="azureml:churn:3"),
        cutoff=cutoff,
        horizon=horizon,
        explain=explain,
    )
    published = publish(rows=scored.outputs["rows"], day=day)
    return {"scores": published.outputs["scores"]}


churn.__annotations__.update(INPUTS)


def component(version: str) -> PipelineComponent:
    job = pipeline(churn, name="churn", version=version, default_compute="cpu")(**INPUTS)
    assert isinstance(job.component, PipelineComponent)
    return job.component


def deploy(client: MLClient, version: str) -> str | None:
    """Make this version the endpoint's default, and give the endpoint's address."""
    registered = client.components.create_or_update(component(version), version=version)
    client.batch_endpoints.begin_create_or_update(BatchEndpoint(name="churn")).result()
    deployment = PipelineComponentBatchDeployment(
        name=f"v{version}",
        endpoint_name="churn",
        component=registered,
        settings={"default_compute": "cpu", "continue_on_step_failure": "false"},
    )
    client.batch_deployments.begin_create_or_update(deployment).result()
    changed = BatchEndpoint(name="churn", defaults={"deployment_name": f"v{version}"})
    endpoint: BatchEndpoint = client.batch_endpoints.begin_create_or_update(changed).result()
    return endpoint.scoring_uri


def client(subscription: str, group: str, workspace: str) -> MLClient:
    return MLClient(DefaultAzureCredential(), subscription, group, workspace)
