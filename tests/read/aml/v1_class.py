import argparse

from azureml.core import Dataset, Workspace
from azureml.core.datastore import Datastore
from azureml.data.dataset_consumption_config import DatasetConsumptionConfig
from azureml.data.output_dataset_config import OutputFileDatasetConfig

try:
    from azureml.pipeline.core import Pipeline
    from azureml.pipeline.core.graph import PipelineParameter
except ImportError:
    Pipeline = PipelineParameter = None

PREFIX = "sentiment"


def text_parameter(name, default=""):
    return PipelineParameter(f"{PREFIX}_{name}", default)


class Sentiment:
    LANGUAGE = "en"

    def __init__(self, workspace: Workspace, store: str):
        from azureml.pipeline.steps import PythonScriptStep

        self.workspace = workspace
        known = {
            "language": PipelineParameter("language", self.LANGUAGE),
            "limit": PipelineParameter("limit", 100),
            "spare": PipelineParameter("spare", 1),
        }
        retries = PipelineParameter("retries", 3)
        label, draft = PipelineParameter("label", "new"), PipelineParameter("draft", "old")
        texts = PipelineParameter("texts", Dataset.get_by_name(workspace, "texts").take(5))
        scored = OutputFileDatasetConfig("scored", (workspace.get_default_datastore(), "scored"))
        copied = OutputFileDatasetConfig(
            "copied", destination=(Datastore(workspace, store), PREFIX)
        )
        arguments = ["--language", known["language"], "--limit", known["limit"]]
        arguments += ["--label", label]
        self.step = PythonScriptStep(
            name=f"score with {draft}",
            script_name="score.py",
            arguments=arguments,
            inputs=[DatasetConsumptionConfig("texts", texts)],
            outputs=[scored, copied],
        )
        if retries:
            self.mode = text_parameter("mode", "fast")

    def pipeline(self) -> Pipeline:
        return Pipeline(self.workspace, steps=[self.step])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", default="lake")
    Sentiment(Workspace.from_config(), parser.parse_args().store).pipeline().validate()
