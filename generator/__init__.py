"""Scorewright: batch-scoring specs in, Data Factory JSON and Azure ML pipelines out, in step."""

__version__ = "0.1.0"
