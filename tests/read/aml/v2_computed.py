from __future__ import annotations

import os
from typing import Optional

import kfp
from azure.ai.ml import Input, Output, dsl, load_component
from azure.ai.ml.constants import AssetTypes
from azure.ai.ml.dsl import pipeline as aml_pipeline

KIND = os.environ.get("KIND", "number")
LIMIT = 10
if os.environ.get("LARGE"):
    LIMIT = 1000
COMMON = {"min": 0, "max": 1}
RESULT = os.getenv("RESULT")


@kfp.dsl.pipeline(name="not_ours")
def kubeflow(threshold: float = 0.5):
    return {"scores": threshold}


def build(compute, **settings):
    score = load_component("score.yml")

    @dsl.pipeline(name=f"texts_{compute}", compute=compute)
    def texts(
        documents: Input(type=AssetTypes.URI_FOLDER),
        language: "str" = "en",
        kind: Input(type=KIND) = 1,
        limit: int = LIMIT,
        share: Input(type="number", **COMMON) = 0.5,
        ratio: Optional[float] = None,
        top: Input(type="integer", min=LIMIT, max=100, default=settings["top"]) = 5,
        *,
        bottom: Input(type="integer", default=settings["bottom"]),
        maybe: Input(type="integer", optional=settings["optional"]),
        odd: Input(type="number", default="many"),
        guess=settings.get("guess"),
    ):
        scored = score(documents=documents, limit=limit)
        result = {RESULT: scored.outputs.scores}
        result.update(summary=scored.outputs.summary)
        if compute:
            return {**result, "details": scored.outputs.details}
        return result

    return texts


@aml_pipeline()
def outer(documents: Input(type="uri_folder")) -> Output(type="uri_folder"):
    def inner():
        return {"nothing": "of outer's"}

    return inner() or build("cpu")(documents).outputs
