"""Looks like a pipeline to one who reads names only."""

from kfp import dsl
from mylib import DataPath, OutputFileDatasetConfig, Pipeline, PipelineParameter
from mylib import pipeline


@dsl.pipeline(name="kubeflow")
def kubeflow(threshold: float = 0.5):
    return {"scores": threshold}


@pipeline
def own(threshold: float = 0.5):
    return {"scores": threshold}


threshold = PipelineParameter("threshold", default_value=0.5)
data = PipelineParameter("data", default_value=DataPath("lake", "loans"))
scores = OutputFileDatasetConfig("scores", destination=("lake", "scores"))
Pipeline(steps=[threshold, data, scores])
