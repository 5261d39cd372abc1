"""What the templates of SDK v2 are given."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.aml.arguments import MODEL, fields
from generator.aml.plan import Plan
from generator.contract import ports
from generator.contract.job import Job
from generator.contract.settings import Place, gives_rows, spelled
from generator.contract.steps import CommandStep, Data, ParallelStep, Step

Given = dict[str, object]
_TYPES: Mapping[str, str] = {"folder": "uri_folder", "file": "uri_file", "table": "mltable"}
_REGISTRY = "azureml://registries/azureml/environments/"


class Bound(Struct, frozen=True):
    """What an input of a step is given: the pipeline's own input or an earlier step's output.

    What cannot be sent to a batch endpoint, tables and models, is bound to a fixed `path`.
    """

    name: str
    type: str
    step: str = ""
    path: str = ""
    mode: str = ""


class Node(Struct, frozen=True):
    """A step as pipeline.py makes it; `words` are its command line."""

    step: Step
    component: str
    inputs: tuple[Bound, ...]
    outputs: tuple[str, ...]
    words: tuple[str, ...]
    settings: dict[str, object]
    retry: dict[str, object]
    input_data: str = ""
    append_row_to: str | None = None


def given(job: Job, plan: Plan) -> Given:
    """What pipeline.py and deploy.py are made of."""
    writers = {data.name: step.name for step in plan.steps for data in ports.writes(step)}
    kinds = {type(step) for step in plan.steps}
    nodes = [_node(job, step, writers) for step in plan.steps]
    slots = job.offer.data
    return {
        "nodes": nodes,
        "inputs": {name: _type(job.data[name]) for name in slots if slots[name].role == "input"},
        "parameters": job.offer.parameters,
        "results": {name: writers[name] for name in slots if slots[name].role == "output"},
        "environment_id": _curated(job),
        # The service's settings are a map of strings, and the SDK would send a JSON false.
        "continue_on_step_failure": str(job.aml.continue_on_step_failure).lower(),
        "has_scripts": CommandStep in kinds,
        "has_parallel": ParallelStep in kinds,
    }


def _type(data: Data) -> str:
    return _TYPES[data.kind]


def _curated(job: Job) -> str:
    """A curated environment as the registry of Azure ML's own names it."""
    environment = job.aml.environment
    newest = "labels/latest" if environment.version is None else f"versions/{environment.version}"
    return f"{_REGISTRY}{environment.curated}/{newest}"


def _node(job: Job, step: Step, writers: Mapping[str, str]) -> Node:
    inputs = tuple(_inputs(job, step, writers))
    outputs = tuple(data.name for data in ports.writes(step))
    words = [f"--{name} ${{{{{_port(name, outputs)}.{name}}}}}" for name in fields(step)]
    component = ports.component(step.name)
    if isinstance(step, CommandStep):
        words = [f"python {step.script}", *words]
        return Node(step, component, inputs, outputs, tuple(words), {}, {})
    own = spelled(step.settings, "v2", Place.PROGRAM)
    words += [f"--{name} {value}" for name, value in own.items()]
    return Node(
        step,
        component,
        inputs,
        outputs,
        tuple(words),
        spelled(step.settings, "v2", Place.ARGUMENT),
        spelled(step.settings, "v2", Place.RETRY),
        f"${{{{inputs.{step.input.name}}}}}",
        _rows(step),
    )


def _port(name: str, outputs: tuple[str, ...]) -> str:
    return "outputs" if name in outputs else "inputs"


def _rows(step: ParallelStep) -> str | None:
    """The file that the rows are written to, if run() gives any."""
    if not gives_rows(step.settings):
        return None
    (file,) = spelled(step.settings, "v2", Place.FILE).values()
    return f"${{{{outputs.{step.output.name}}}}}/{file}"


def _inputs(job: Job, step: Step, writers: Mapping[str, str]) -> Iterator[Bound]:
    for data in ports.reads(step):
        if data.kind == "table":
            path = f"azureml://datastores/{data.datastore}/paths/{data.path}"
            # As in Microsoft's samples: the table's files are read, not mounted as files.
            yield Bound(data.name, _type(data), path=path, mode="direct")
        elif data.role == "input":
            yield Bound(data.name, _type(data))
        else:
            yield Bound(data.name, _type(data), step=writers[data.name])
    if step.model and job.aml.model:
        path = f"azureml:{job.aml.model.name}:{job.aml.model.version}"
        yield Bound(MODEL, "custom_model", path=path)
    for name in step.arguments:
        yield Bound(name, str(job.parameters[name].type))
