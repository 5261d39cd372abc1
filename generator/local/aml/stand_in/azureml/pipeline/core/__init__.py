"""Pipelines, their parameters, and what publishing makes of them."""

from azureml.pipeline.core.builder import PipelineStep
from azureml.pipeline.core.graph import PipelineParameter, PublishedPipeline
from azureml.pipeline.core.pipeline import Pipeline
from azureml.pipeline.core.pipeline_endpoint import PipelineEndpoint

__all__ = [
    "Pipeline",
    "PipelineEndpoint",
    "PipelineParameter",
    "PipelineStep",
    "PublishedPipeline",
]
