"""The steps of a job's AML pipeline, and what they run on."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from generator.spec.forms import Duration, FilePath, Name, Range, Text
from generator.spec.language.keys import Compute
from generator.spec.record import Record, key

Script = Annotated[
    str, Text("^[a-z][a-z0-9_]*[.]py$", "the name of a Python file, such as score.py", 60)
]
Column = Annotated[str, Text(r"^[A-Za-z_][A-Za-z0-9_]*$", "a column's name", 100)]
VariableName = Annotated[str, Text("^[A-Za-z_][A-Za-z0-9_]*$", "a variable's name", 100)]
VariableText = Annotated[str, Text("^[^\n]*$", "a line of text", 1_000, 0)]
BatchSize = Annotated[
    str,
    Text("^[1-9][0-9]{0,8}([kKmMgG][bB])?$", "a number of files such as 10, or a size such as 1MB"),
]


class LoggingLevel(StrEnum):
    """How much a parallel step writes to its logs."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"


class OutputAction(StrEnum):
    """What becomes of the values that run() gives."""

    APPEND_ROW = "append_row"
    SUMMARY_ONLY = "summary_only"


class ParallelStepSpec(Record):
    """A step whose script scores its input in mini-batches, on many nodes at once.

    Sources: ParallelRunConfig of azureml-pipeline-steps; page reference-yaml-job-parallel.
    """

    type: Literal["parallel"] = key(
        "parallel: the script scores the input in mini-batches.",
        aml="a ParallelRunStep (v1) or a parallel_run_function (v2)",
    )
    input: Name = key(
        "The data whose files, or rows, make the mini-batches.", aml="inputs, and input_data (v2)"
    )
    output: Name = key("The data that the step writes.", aml="output (v1) or outputs (v2)")
    side_inputs: tuple[Name, ...] = key(
        "Further data that each worker can read whole.",
        aml="side_inputs (v1) or further inputs (v2), and arguments of the script",
        default=(),
    )
    script: Script = key(
        "The entry script, in the job's folder.", aml="entry_script", default="score.py"
    )
    arguments: tuple[Name, ...] = key(
        "The parameters that the script is given.",
        aml="arguments (v1) or program_arguments (v2)",
        default=(),
    )
    model: bool = key(
        "Whether the script is given the job's model.",
        aml="an argument of the script",
        default=True,
    )
    compute: Compute | None = key(
        "The compute cluster; without it the job's.",
        aml="compute_target (v1) or compute (v2)",
        default=None,
    )
    mini_batch_size: BatchSize | None = key(
        "How much one call of run() gets: a number of files (10), of a table a size (1MB).",
        aml="mini_batch_size",
        default=None,
    )
    partition_keys: tuple[Column, ...] = key(
        "The columns by which a partitioned table is cut, in place of mini_batch_size. v1: its "
        "files stand in folders named by their values.",
        aml="partition_keys",
        default=(),
    )
    nodes: Annotated[int, Range(1, 1_000)] = key(
        "How many nodes work at once.", aml="node_count (v1) or instance_count (v2)", default=1
    )
    processes_per_node: Annotated[int, Range(1, 100)] = key(
        "How many processes work on a node.",
        aml="process_count_per_node (v1) or max_concurrency_per_instance (v2)",
        default=1,
    )
    error_threshold: Annotated[int, Range(-1, 1_000_000_000)] = key(
        "How many files, or rows, may fail before the step fails; -1 lets all fail.",
        aml="error_threshold",
        default=0,
    )
    mini_batch_error_threshold: Annotated[int, Range(-1, 1_000_000_000)] | None = key(
        "How many mini-batches may fail; without it, error_threshold in v2, and any number in v1.",
        aml="allowed_failed_count (v1) or mini_batch_error_threshold (v2)",
        default=None,
    )
    allowed_failed_percent: Annotated[int, Range(0, 100)] | None = key(
        "How many mini-batches of a hundred may fail.",
        aml="allowed_failed_percent (v1) or --allowed_failed_percent (v2)",
        default=None,
    )
    timeout: Annotated[Duration, Range(1, 259_200)] = key(
        "How long one call of run() may take.",
        aml="run_invocation_timeout (v1) or retry_settings.timeout (v2)",
        default=Duration(60),
    )
    tries: Annotated[int, Range(1, 100)] = key(
        "How often a mini-batch is tried before its files count as failed.",
        aml="run_max_try (v1) or, less one, retry_settings.max_retries (v2)",
        default=3,
    )
    logging_level: LoggingLevel = key(
        "How much is logged.", aml="logging_level", default=LoggingLevel.INFO
    )
    output_action: OutputAction = key(
        "append_row: what run() gives becomes lines of output_file. summary_only: it is only "
        "counted, and the script writes what it wants to.",
        aml="output_action (v1); whether there is an append_row_to (v2)",
        default=OutputAction.APPEND_ROW,
    )
    output_file: FilePath = key(
        "The file that the rows are written to.",
        aml="append_row_file_name (v1) or append_row_to (v2)",
        default="scores.csv",
    )
    environment_variables: Mapping[VariableName, VariableText] = key(
        "Variables in the environment of the script.",
        aml="environment_variables",
        default_factory=dict,
    )
    task_overhead_timeout: Duration | None = key(
        "v2: how long a mini-batch may take beside run().",
        aml="--task_overhead_timeout (v2)",
        default=None,
    )
    progress_update_timeout: Duration | None = key(
        "v2: how long there may be no progress.", aml="--progress_update_timeout (v2)", default=None
    )
    first_task_creation_timeout: Duration | None = key(
        "v2: how long it may take to list the input.",
        aml="--first_task_creation_timeout (v2)",
        default=None,
    )
    resource_monitor_interval: Duration | None = key(
        "v2: after how long the nodes' resources are logged again.",
        aml="--resource_monitor_interval (v2)",
        default=None,
    )
    copy_logs_to_parent: bool = key(
        "v2: show the step's logs in the pipeline's job, too.",
        aml="--copy_logs_to_parent (v2)",
        default=False,
    )


class CommandStepSpec(Record):
    """A step whose script runs once."""

    type: Literal["command"] = key(
        "command: the script runs once.", aml="a PythonScriptStep (v1) or a command (v2)"
    )
    script: Script = key(
        "The script, in the job's folder.", aml="script_name (v1) or the command line (v2)"
    )
    inputs: tuple[Name, ...] = key(
        "The data that the script reads.", aml="inputs, and arguments of the script", default=()
    )
    outputs: tuple[Name, ...] = key(
        "The data that the script writes.", aml="outputs, and arguments of the script", default=()
    )
    arguments: tuple[Name, ...] = key(
        "The parameters that the script is given.", aml="arguments of the script", default=()
    )
    model: bool = key(
        "Whether the script is given the job's model.",
        aml="an argument of the script",
        default=False,
    )
    compute: Compute | None = key(
        "The compute cluster; without it the job's.",
        aml="compute_target (v1) or compute (v2)",
        default=None,
    )


StepSpec = ParallelStepSpec | CommandStepSpec


class EnvironmentSpec(Record):
    """What is installed where the scripts run.

    Packages are installed by conda on an image; an image alone is taken as it is; a curated
    environment is Azure ML's own.
    """

    python: Annotated[str, Text("^3[.]1[0-9]$", 'a version of Python such as "3.11"')] | None = key(
        'The version of Python; without it "3.11".', aml="environment.yml", default=None
    )
    packages: (
        tuple[
            Annotated[
                str,
                Text(
                    r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9._,-]+\])?((===?|[~<>!]=|[<>])[A-Za-z0-9.*+!_-]+(,(===?|[~<>!]=|[<>])[A-Za-z0-9.*+!_-]+)*)?$",
                    "a requirement such as pandas or pandas>=2,<3",
                    200,
                ),
            ],
            ...,
        ]
        | None
    ) = key("What pip installs.", aml="environment.yml", default=None)
    image: (
        Annotated[
            str,
            Text(
                r"^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$",
                "a container image",
                300,
            ),
        ]
        | None
    ) = key(
        "The base image of the packages; with neither packages nor python, all there is.",
        aml="the Environment's image",
        default=None,
    )
    curated: (
        Annotated[str, Text("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "an environment's name", 255)] | None
    ) = key(
        "A curated environment of Azure ML, by its name.",
        aml="Environment.get (v1) or an environment of the registry azureml (v2)",
        default=None,
    )
    version: Annotated[str, Text("^[1-9][0-9]*$", "a version, such as 3", 9)] | None = key(
        "The curated environment's version; without it the newest.",
        aml="the environment's version",
        default=None,
    )


class ModelSpec(Record):
    """A registered model of the AML workspace."""

    name: Annotated[str, Text("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "a model's name", 255)] = key(
        "The model's name.", aml="Model (v1) or the custom_model Input's path (v2)"
    )
    version: Annotated[str, Text("^[1-9][0-9]*$", "a model's version, such as 3", 9)] = key(
        "The model's version.", aml="as the name"
    )
