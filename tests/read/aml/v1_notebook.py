import os

import azureml.core
import azureml.data.output_dataset_config as outputs
import azureml.pipeline.core as apc
from azureml.data.datapath import DataPath as Path
from azureml.data.datapath import DataPathComputeBinding
from azureml.pipeline import core, steps

ws = azureml.core.Workspace.from_config()

ROOT = "customers"
STORE = "lake"
DAY, CUTOFF = "2024-01-01", 0.25
FOLDER = f"{ROOT}/in/{DAY}"
TARGET: str = ROOT + "/out"
NAME = "day"
Parameter = core.PipelineParameter

lake = azureml.core.Datastore(ws, STORE)
archive = azureml.core.Datastore.get(workspace=ws, datastore_name="archive")

day = Parameter(NAME, DAY)
cutoff = apc.PipelineParameter(name="cutoff", default_value=CUTOFF)
seed = apc.graph.PipelineParameter(name="seed", default_value=+7)
never = apc.PipelineParameter(name="never", default_value="nothing uses it")
shown = apc.PipelineParameter(name="shown", default_value="only shown")
owner = apc.PipelineParameter("owner", default_value=os.environ["OWNER"])
where = Path(lake, path_on_datastore=FOLDER)
customers = apc.PipelineParameter("customers", default_value=where), DataPathComputeBinding()
history = apc.PipelineParameter("history", Path(datastore=archive, path_on_datastore="all"))

print("the default is", shown, f"{shown}", "and {}".format(shown), shown.default_value)

result = outputs.OutputFileDatasetConfig(destination=(archive, TARGET), name="result")

step = steps.PythonScriptStep(
    script_name="behave.py",
    compute_target=os.getenv("COMPUTE"),
    inputs=[customers, (history, DataPathComputeBinding("download"))],
    arguments=["--day", day, "--note", f"cut at {cutoff}", "--seed", seed, "--owner", owner],
    outputs=[result],
)
pipeline = apc.Pipeline(ws, [step])
published = pipeline.publish("customer_behavior")
