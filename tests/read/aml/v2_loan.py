from azure.ai.ml import Input, Output, command
from azure.ai.ml.dsl import pipeline
from azure.ai.ml.entities import Environment
from azure.ai.ml.parallel import RunFunction, parallel_run_function

ENVIRONMENT = Environment(
    name="loan-default",
    image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04",
    conda_file={"dependencies": ["python=3.11", {"pip": ["pandas"]}]},
)

prepare = command(
    name="prepare",
    code="./steps",
    environment=ENVIRONMENT,
    inputs={"applications": Input(type="uri_folder")},
    outputs={"staged": Output(type="uri_folder")},
    command="python prepare.py --applications ${{inputs.applications}} --staged ${{outputs.staged}}",
)
score = parallel_run_function(
    name="score",
    inputs={
        "staged": Input(type="uri_folder"),
        "model": Input(type="custom_model"),
        "threshold": Input(type="number"),
        "explain": Input(type="boolean"),
    },
    outputs={"rows": Output(type="uri_folder")},
    input_data="${{inputs.staged}}",
    instance_count=2,
    max_concurrency_per_instance=2,
    mini_batch_size="10",
    mini_batch_error_threshold=0,
    retry_settings={"max_retries": 2, "timeout": 60},
    logging_level="INFO",
    task=RunFunction(
        code="./steps",
        entry_script="score.py",
        environment=ENVIRONMENT,
        program_arguments="--threshold ${{inputs.threshold}} --explain ${{inputs.explain}}",
        append_row_to="${{outputs.rows}}/rows.txt",
    ),
)
publish = command(
    name="publish",
    code="./steps",
    environment=ENVIRONMENT,
    inputs={"rows": Input(type="uri_folder"), "run_date": Input(type="string")},
    outputs={"scores": Output(type="uri_folder"), "report": Output(type="uri_file")},
    command="python publish.py --rows ${{inputs.rows}} --scores ${{outputs.scores}}",
)


@pipeline(name="loan_default", default_compute="cpu")
def scoring(
    applications: Input(type="uri_folder"),
    limits: Input(type="uri_file", description="One row per product."),
    run_date: Input(type="string", default="2024-01-01"),
    threshold: Input(
        type="number", default=0.5, min=0, max=1, description="Flag an application from here on."
    ),
    batch: Input(type="integer", default=50, min=1, max=5),
    explain: Input(type="boolean", default=False),
    region: Input(type="string"),
):
    prepared = prepare(applications=applications)
    scored = score(
        staged=prepared.outputs.staged,
        model=Input(type="custom_model", path="azureml:loan-default:3"),
        threshold=threshold,
        explain=explain,
    )
    published = publish(rows=scored.outputs.rows, run_date=run_date)
    return {
        "scores": published.outputs.scores,
        "report": published.outputs["report"],
        "rows": scored.outputs.rows,
    }
