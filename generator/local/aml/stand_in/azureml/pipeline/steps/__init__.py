"""The kinds of steps that generated code has."""

from azureml.pipeline.steps.command_step import CommandStep
from azureml.pipeline.steps.parallel_run_config import ParallelRunConfig
from azureml.pipeline.steps.parallel_run_step import ParallelRunStep
from azureml.pipeline.steps.python_script_step import PythonScriptStep

__all__ = ["CommandStep", "ParallelRunConfig", "ParallelRunStep", "PythonScriptStep"]
