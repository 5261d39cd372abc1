"""Steps that run a command once."""

from collections.abc import Mapping, Sequence

from azureml.core.compute import ComputeTarget
from azureml.core.runconfig import RunConfiguration
from azureml.pipeline.core.builder import PipelineStep


class CommandStep(PipelineStep):
    """A step that runs a command line. Source: `azureml.pipeline.steps.command_step` of 1.62."""

    def __init__(
        self,
        command: str | Sequence[object] | None = None,
        name: str | None = None,
        compute_target: str | ComputeTarget | None = None,
        runconfig: RunConfiguration | None = None,
        runconfig_pipeline_params: Mapping[str, object] | None = None,
        inputs: Sequence[object] | None = None,
        outputs: Sequence[object] | None = None,
        params: Mapping[str, object] | None = None,
        source_directory: str | None = None,
        allow_reuse: bool = True,
        version: str | None = None,
    ) -> None:
        given = command or (None if runconfig is None else runconfig.command)
        if not given:
            raise ValueError("command is required")
        words = given.split() if isinstance(given, str) else list(given)
        target = compute_target
        if target is None and runconfig is not None:
            target = runconfig.target
        super().__init__(
            name=str(words[0]) if name is None else name,
            script="",
            source_directory=source_directory,
            data=(inputs or (), outputs or (), words),
            compute=target,
            environment=None if runconfig is None else runconfig.environment,
            settings={
                "runconfig_pipeline_params": runconfig_pipeline_params or {},
                "params": params or {},
                "allow_reuse": allow_reuse,
                "version": version,
            },
        )
