"""A stand-in for SDK v1 of Azure ML, so that code for it runs on any machine, without a service.

Put the folder that holds this package on `sys.path`. The names, their modules and their signatures
are the SDK's (azureml-core 1.61, azureml-pipeline 1.62); what they do is as little as a run needs:

- the classes remember what they were made of, so that a step can be asked for its arguments;
- they refuse what the SDK refuses, with the same kind of error at the same call or an earlier one,
  and two things more that the SDK takes and then runs wrongly: a destination that holds a parameter
  (data land in a folder of that text), and a DataPath parameter without its binding as an argument;
- publishing keeps pipelines and endpoints in memory, per workspace, until `_standin.reset()`;
- a script that a local run has started finds its run and its models through the environment
  variables that `_standin` names.

Packages of the SDK's family that are installed, as azureml-mlflow is, stay importable.
"""

from pkgutil import extend_path

__path__ = extend_path(__path__, __name__)
