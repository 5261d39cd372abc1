from azureml.pipeline.core.builder import PipelineStep as PipelineStep
from azureml.pipeline.core.graph import (
    PipelineParameter as PipelineParameter,
    PublishedPipeline as PublishedPipeline,
)
from azureml.pipeline.core.pipeline import Pipeline as Pipeline
from azureml.pipeline.core.pipeline_endpoint import PipelineEndpoint as PipelineEndpoint
