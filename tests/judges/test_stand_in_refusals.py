"""The stand-in for SDK v1 refuses what the SDK refuses, and takes what it takes.

Every case was compared with the SDK itself (azureml-core 1.61, azureml-pipeline 1.62); where the
stand-in is stricter, the case says so.
"""

from collections.abc import Callable

import pytest

from tests.judges.v1_objects import STEPS, Make, Sdk

Case = Callable[[Make], object]

ACCEPTED: list[Case] = [
    lambda m: [m.parameter(default=one) for one in (1, 0.5, True, "", "x", m.files())],
    lambda m: m.parameter(name="two words"),
    lambda m: m.output(destination=(m.sdk.lake, "out")),
    lambda m: [m.config(mini_batch_size=one) for one in (5, "5", "5kb", "5GB", m.parameter())],
    lambda m: [m.config(error_threshold=one) for one in (-1, 0, 9)],
    lambda m: m.config(output_action="SUMMARY_ONLY"),
    lambda m: m.config(partition_keys=["region"]),
    lambda m: m.config(partition_keys=m.parameter(default='["region"]')),
    lambda m: m.config(process_count_per_node=m.parameter(default=0)),
    lambda m: m.parallel(arguments=None),
    lambda m: m.parallel(arguments=["--x", m.parameter(), "--y", 5, "-z"]),
    lambda m: m.parallel(arguments=["--output_name", "x", "-output", "y"]),
    lambda m: m.parallel(inputs=[m.output("in")]),
    lambda m: m.parallel(inputs=[m.files().as_named_input("in").as_mount()]),
    lambda m: m.parallel(side_inputs=[m.files().as_named_input("side").as_download()]),
    lambda m: m.parallel(output=None, config={"output_action": "summary_only"}),
    lambda m: m.parallel(config={"source_directory": None}),
    lambda m: m.script(inputs=[m.bound], arguments=["--x", m.bound]),
    lambda m: m.script(arguments=["--x", None, "--y", 0.5]),
    lambda m: m.script(arguments=["--x", m.files().as_named_input("root").as_mount()]),
    lambda m: m.pipeline(m.script(source_directory=None), default_source_directory=STEPS),
    lambda m: m.pipeline(m.script(inputs=[m.path("download")])),
    lambda m: m.pipeline(m.script(), m.script()),
    lambda m: m.two(m.parameter("p", 1), m.parameter("p", 1)),
    lambda m: m.two(m.parameter("p", 1), m.parameter("P", 2)),
]

REFUSED: list[tuple[type[BaseException], str, Case]] = [
    # Parameters and paths.
    (ValueError, "unsupported type: NoneType", lambda m: m.parameter(default=None)),
    (ValueError, "unsupported type: list", lambda m: m.parameter(default=[1])),
    (ValueError, "unsupported type: dict", lambda m: m.parameter(default={})),
    (TypeError, "default_value", lambda m: m.sdk.PipelineParameter("p")),
    (ValueError, "datastore parameter is required", lambda m: m.sdk.DataPath(None, "a")),
    (Exception, "Invalid output name", lambda m: m.output("two words")),
    (Exception, "Invalid output name", lambda m: m.output("1st")),
    (Exception, "Invalid input name", lambda m: m.output().as_input("a-b")),
    (Exception, "Invalid input name", lambda m: m.files().as_named_input("a b")),
    # Stricter: the SDK notices these two when the pipeline is built.
    (TypeError, "not subscriptable", lambda m: m.output(destination=m.path()[0])),
    (TypeError, "not subscriptable", lambda m: m.output(destination=m.sdk.lake)),
    # Stricter: the SDK writes into a folder called "PipelineParameter_Name:p_Default:x".
    (ValueError, "fixed path", lambda m: m.output(destination=(m.sdk.lake, m.parameter()))),
    # The settings of parallel steps.
    (ValueError, "environment", lambda m: m.config(environment=None)),
    (ValueError, "environment", lambda m: m.config(environment="e")),
    (ValueError, "output_action", lambda m: m.config(output_action="append")),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=-2)),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold="0")),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=0.5)),
    (ValueError, "error_threshold", lambda m: m.config(error_threshold=m.parameter("p", 1))),
    (ValueError, "allowed_failed_count", lambda m: m.config(allowed_failed_count=-2)),
    (ValueError, "allowed_failed_percent", lambda m: m.config(allowed_failed_percent=101)),
    (ValueError, "allowed_failed_percent", lambda m: m.config(allowed_failed_percent="5")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size="many")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size="10 kb")),
    (ValueError, "mini_batch_size", lambda m: m.config(mini_batch_size=1.5)),
    (ValueError, "exclusive", lambda m: m.config(mini_batch_size=1, partition_keys=["a"])),
    (ValueError, "partition_keys", lambda m: m.config(partition_keys="a")),
    (ValueError, "partition_keys", lambda m: m.config(partition_keys=[1])),
    (ValueError, "Expecting value", lambda m: m.config(partition_keys=m.parameter(default="a"))),
    (ValueError, "process_count_per_node", lambda m: m.config(process_count_per_node=0)),
    (ValueError, "run_invocation_timeout", lambda m: m.config(run_invocation_timeout=0)),
    (ValueError, "run_max_try", lambda m: m.config(run_max_try=0)),
    (ValueError, "append_row_file_name", lambda m: m.config(append_row_file_name="a/b")),
    # Parallel steps.
    (ValueError, "doesn't exist", lambda m: m.parallel(config={"source_directory": "nowhere"})),
    (ValueError, "doesn't exist", lambda m: m.parallel(config={"entry_script": "none.py"})),
    (ValueError, "script_name", lambda m: m.parallel(config={"entry_script": ""})),
    (ValueError, "invalid argument 'x'", lambda m: m.parallel(arguments=["x"])),
    (AttributeError, "startswith", lambda m: m.parallel(arguments=[m.parameter()])),
    (ValueError, "'output' is a reserved", lambda m: m.parallel(arguments=["--output", "x"])),
    (ValueError, "'output' is a reserved", lambda m: m.parallel(arguments=["--output=x"])),
    (
        ValueError,
        "'run_max_try' is a reserved",
        lambda m: m.parallel(arguments=["--x", "1", "--run_max_try", "1"]),
    ),
    (AssertionError, "at least one", lambda m: m.parallel(inputs=[])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.bound])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.bound[0]])),
    (Exception, "Step input must be of any", lambda m: m.parallel(inputs=[m.files()])),
    (Exception, "Step input must be of any", lambda m: m.parallel(side_inputs=[m.bound])),
    (ValueError, "not in input list", lambda m: m.parallel(arguments=["--x", m.bound])),
    # Stricter: the SDK publishes the text of a Python object as the parameter's default.
    (ValueError, "without its binding", lambda m: m.parallel(arguments=["--x", m.bound[0]])),
    (Exception, "specify output", lambda m: m.parallel(output=None)),
    (ValueError, "Unexpected output", lambda m: m.parallel(output=m.bound)),
    (ValueError, "Unexpected output", lambda m: m.parallel(output=m.bound[0])),
    (ValueError, "is repeated", lambda m: m.parallel(inputs=[m.files().as_named_input("rows")])),
    # Script steps.
    (ValueError, "script_name is required", lambda m: m.script(script_name="")),
    (ValueError, "must be a string", lambda m: m.script(script_name=5)),
    (ValueError, "not in input list", lambda m: m.script(arguments=["--x", m.bound])),
    (
        ValueError,
        "not in input list",
        lambda m: m.script(inputs=[m.bound], arguments=["--x", m.path()]),
    ),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=[m.bound[0]])),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=["x"])),
    (ValueError, "Unexpected input", lambda m: m.script(inputs=[m.files()])),
    (ValueError, "DataPathComputeBinding", lambda m: m.script(inputs=[(m.bound[0],)])),
    (ValueError, "DataPathComputeBinding", lambda m: m.script(inputs=[(m.bound[0], "mount")])),
    (
        ValueError,
        "DataPathComputeBinding",
        lambda m: m.script(inputs=[(m.parameter(), m.bound[1])]),
    ),
    (ValueError, "Datasets cannot be used", lambda m: m.script(arguments=["--x", m.files()])),
    (ValueError, "Unexpected output", lambda m: m.script(outputs=[m.bound])),
    (ValueError, "is repeated", lambda m: m.script(arguments=[m.output(), m.output()])),
    (
        Exception,
        "same name p but different",
        lambda m: m.script(arguments=[m.parameter("p", 1), m.parameter("p", 2)]),
    ),
    # Pipelines.
    (ValueError, "script not found", lambda m: m.pipeline(m.script(script_name="none.py"))),
    (ValueError, "script not found", lambda m: m.pipeline(m.script(source_directory="none"))),
    (TypeError, "source_directory", lambda m: m.pipeline(m.script(source_directory=None))),
    (ValueError, "bind_mode upload", lambda m: m.pipeline(m.script(inputs=[m.path("upload")]))),
    (ValueError, "not connected", lambda m: m.pipeline(m.parallel())),
    (Exception, "output of another step", lambda m: m.two(m.staged, m.staged)),
    (
        Exception,
        "same name p but different",
        lambda m: m.two(m.parameter("p", 1), m.parameter("p", 2)),
    ),
    (NotImplementedError, "Can not add object", lambda m: m.pipeline("x")),
    (
        FileNotFoundError,
        "none.yml",
        lambda m: m.environment.from_conda_specification("e", "none.yml"),
    ),
]


@pytest.mark.parametrize("case", ACCEPTED)
def test_accepted(case: Case, sdk: Sdk) -> None:
    case(Make(sdk))


@pytest.mark.parametrize(("error", "message", "case"), REFUSED)
def test_refused(error: type[BaseException], message: str, case: Case, sdk: Sdk) -> None:
    make = Make(sdk)
    with pytest.raises(error, match=message):
        case(make)
