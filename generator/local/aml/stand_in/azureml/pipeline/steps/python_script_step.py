"""Steps that run a script once."""

from collections.abc import Mapping, Sequence

from azureml.core.compute import ComputeTarget
from azureml.core.runconfig import RunConfiguration
from azureml.pipeline.core.builder import PipelineStep


class PythonScriptStep(PipelineStep):
    """A step that runs a script."""

    def __init__(
        self,
        script_name: str,
        name: str | None = None,
        arguments: Sequence[object] | None = None,
        compute_target: str | ComputeTarget | None = None,
        runconfig: RunConfiguration | None = None,
        runconfig_pipeline_params: Mapping[str, object] | None = None,
        inputs: Sequence[object] | None = None,
        outputs: Sequence[object] | None = None,
        params: Mapping[str, object] | None = None,
        source_directory: str | None = None,
        allow_reuse: bool = True,
        version: str | None = None,
        hash_paths: Sequence[str] | None = None,
    ) -> None:
        if not script_name:
            raise ValueError("script_name is required")
        if not isinstance(script_name, str):
            raise ValueError("script_name must be a string")
        target = compute_target
        if target is None and runconfig is not None:
            target = runconfig.target
        super().__init__(
            name=script_name if name is None else name,
            script=script_name,
            source_directory=source_directory,
            data=(inputs or (), outputs or (), arguments or ()),
            compute=target,
            environment=None if runconfig is None else runconfig.environment,
            settings={
                "runconfig_pipeline_params": runconfig_pipeline_params or {},
                "params": params or {},
                "allow_reuse": allow_reuse,
                "version": version,
            },
        )
