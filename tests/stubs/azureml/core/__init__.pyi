from azureml.core.dataset import Dataset as Dataset
from azureml.core.datastore import Datastore as Datastore
from azureml.core.environment import Environment as Environment
from azureml.core.model import Model as Model
from azureml.core.run import Run as Run
from azureml.core.runconfig import RunConfiguration as RunConfiguration
from azureml.core.workspace import Workspace as Workspace
