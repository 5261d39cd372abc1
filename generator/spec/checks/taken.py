"""Names that a spec cannot give, since the generated code or Azure ML has them already."""

import builtins
import keyword
import re
import sys
from collections.abc import Iterator

from generator.contract import ports
from generator.contract.job import RUN_ID
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context
from generator.spec.language.data import DataSpec, InputSpec, IntermediateSpec
from generator.spec.language.keys import Sdk
from generator.spec.language.steps import ParallelStepSpec

ARGUMENTS = frozenset(
    (
        # refused by ParallelRunStep itself
        "mini_batch_size error_threshold allowed_failed_count allowed_failed_percent output"
        " output_action logging_level process_count_per_node run_invocation_timeout run_max_try"
        " append_row_file_name partition_keys"
        # used by its driver, or predefined by v2
        " client_sdk_version scoring_module_name create_snapshot_at_runtime rank_mini_batch_count"
        " task_overhead_timeout progress_update_timeout first_task_creation_timeout"
        " copy_logs_to_parent push_metrics_to_parent resource_monitor_interval input"
        # given by the generated code
        f" model {RUN_ID}"
    ).split()
)
"""What stands on a script's command line besides what the spec gives."""
_DRIVER = re.compile(r"input_ds_\d+|input_fds_\d+|input\d+|input_pipeline_param_\d+")
IN_BUILD = frozenset({"environment", "installed", "run_config", "workspace"})
"""What pipeline.py of v1 uses where each parameter, step and datum is a variable."""
OF_THE_PIPELINE = frozenset({"command", "no_type_check", "parallel_run_function", "pipeline"})
"""What pipeline.py of v2 imports; in it, the job has its name."""
_CLASSES = frozenset(
    {"callable", "context", "formatter", "module_type", "path", "protocol", "scorer"}
    | {"sequence", "step", "type_var"}
)
"""Classes that the generated modules import or define, as the names of steps."""
_MODULES = frozenset({"azure", "azureml", "joblib", "numpy", "pandas", "pytest"})
_GENERATED = frozenset({"contract.py", "deploy.py", "pipeline.py", "publish_pipeline.py"})


def check_name(context: Context, section: str, name: str) -> Iterator[Finding]:
    """Refuse the name of a parameter, a step or data if it is taken."""
    if why := _why(context, section, name):
        yield Finding(Code.RESERVED_NAME, (section, name), why, "choose another name", "key")


def _why(context: Context, section: str, name: str) -> str:
    if section != "steps" and (name in ARGUMENTS or _DRIVER.fullmatch(name)):
        return f"{name!r} is a name that the AML pipeline uses itself"
    if keyword.iskeyword(name) or hasattr(builtins, name):
        return f"{name!r} is a word of Python"
    in_build = context.sdk is Sdk.V1 and name in IN_BUILD
    if in_build or (section == "steps" and name in _CLASSES):
        return f"the generated code has something called {name!r} already"
    if name in (known := added(context)):
        return f"{name!r} is what the generated code calls {known[name]}"
    return ""


def added(context: Context) -> dict[str, str]:
    """The names that the generated pipeline has besides the spec's, with what they are for."""
    if context.sdk is Sdk.V2:
        return {
            ports.component(name): f"the component of the step {name!r}"
            for name in context.spec.steps
        }
    return dict(_added(context)) if context.sdk is Sdk.V1 else {}


def _added(context: Context) -> Iterator[tuple[str, str]]:
    for step in context.spec.steps.values():
        if not isinstance(step, ParallelStepSpec):
            continue
        for name in (step.input, *step.side_inputs):
            if is_staged(context.spec.data.get(name)):
                yield ports.staging(name), f"the step that stages {name!r}"
                yield ports.staged(name), f"the copy of {name!r}"
        for name in step.side_inputs:
            read = ports.staged(name) if is_staged(context.spec.data.get(name)) else name
            yield ports.side(read), f"the side input {name!r}"
        written = context.spec.data.get(step.output)
        if written is not None and not isinstance(written, IntermediateSpec):
            yield ports.publishing(step.output), f"the step that publishes {step.output!r}"
            yield ports.rows(step.output), f"what is published as {step.output!r}"


def is_staged(data: DataSpec | None) -> bool:
    """Whether v1 stages data for a parallel step that reads them."""
    return isinstance(data, InputSpec) and data.kind.value != "table"


def check_script(context: Context, script: str, path: Path) -> Iterator[Finding]:
    """Refuse the name of a script that would hide another module."""
    module = script.removesuffix(".py")
    generated = {*_GENERATED, f"test_{context.spec.name}.py"}
    generated |= {f"{name}.py" for name in added(context)}
    if any(isinstance(each, InputSpec) and each.columns for each in context.spec.data.values()):
        generated.add("columns.py")
    if module in sys.stdlib_module_names:
        what = "a module of Python's own"
    elif module in _MODULES:
        what = "a package that the code imports"
    elif script in generated:
        what = "generated"
    else:
        return
    message = f"{script!r} cannot be a script: {module} is {what}"
    yield Finding(Code.RESERVED_NAME, path, message, "choose another name")
