"""What the templates of SDK v1 are given."""

from collections.abc import Iterator

from msgspec import Struct

from generator.aml.arguments import MODEL, fields, passed
from generator.aml.folders import is_mounted, mounted
from generator.aml.plan import Plan
from generator.contract import ports
from generator.contract.job import Job
from generator.contract.settings import Place, spelled
from generator.contract.steps import CommandStep, Data, ParallelStep, Step
from generator.contract.values import Literal

Given = dict[str, object]


class Item(Struct, frozen=True):
    """An argument: a variable, or the text of a literal. `reads` takes an earlier step's output."""

    flag: str
    name: str
    reads: bool = False
    text: str | None = None


class Node(Struct, frozen=True):
    """A step as pipeline.py makes it; `variables` of data paths have to stand in its inputs."""

    step: Step
    arguments: tuple[Item, ...]
    paths: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    settings: dict[str, object] | None = None


class Table(Struct, frozen=True):
    """A table at a fixed place; `format` says which columns its folders are named by."""

    name: str
    datastore: str
    path: str
    format: str


def given(job: Job, plan: Plan) -> Given:
    """What pipeline.py is made of."""
    offered = job.offer.parameters
    kinds = {type(step) for step in plan.steps}
    read = _read(plan, "input")
    return {
        # SDK v1 knows no required parameter, but a run that leaves "" unassigned is refused.
        "defaults": {name: item.default or Literal("") for name, item in offered.items()},
        "paths": {
            name: slot.default for name, slot in job.offer.data.items() if slot.role == "input"
        },
        "mounted": {data.name: mounted(data) for data in read if is_mounted(job, data)},
        "tables": [_table(data, plan) for data in read if data.kind == "table"],
        "passed_on": [data.name for data in _read(plan, "intermediate")],
        "outputs": [data for data in plan.data if data.role == "output"],
        "sides": {ports.side(name): name for name in _sides(plan)},
        "nodes": [_node(job, plan, step) for step in plan.steps],
        "has_scripts": CommandStep in kinds,
        "has_parallel": ParallelStep in kinds,
    }


def _read(plan: Plan, role: str) -> list[Data]:
    return [data for data in plan.data if data.role == role]


def _sides(plan: Plan) -> dict[str, None]:
    steps = [step for step in plan.steps if isinstance(step, ParallelStep)]
    return {data.name: None for step in steps for data in step.side_inputs}


def _table(data: Data, plan: Plan) -> Table:
    """A table. Where steps cut it by columns, its folders have to be named by their values."""
    readers = (step for step in plan.steps if isinstance(step, ParallelStep) and step.input == data)
    keys = next((step.settings["partition_keys"] for step in readers if _is_cut(step)), ())
    columns = [f"{{{key}}}/" for key in keys] if isinstance(keys, tuple) else []
    return Table(data.name, data.datastore, data.path, "".join([*columns, "*.csv"] * bool(columns)))


def _is_cut(step: ParallelStep) -> bool:
    return "partition_keys" in step.settings


def _node(job: Job, plan: Plan, step: Step) -> Node:
    arguments = tuple(_arguments(job, plan, step))
    if isinstance(step, CommandStep):
        direct = [data.name for data in step.inputs if data.name in job.offer.data]
        return Node(step, arguments, tuple(direct))
    sides = tuple(ports.side(data.name) for data in step.side_inputs)
    return Node(step, arguments, (), sides, spelled(step.settings, "v1", Place.ARGUMENT))


def _arguments(job: Job, plan: Plan, step: Step) -> Iterator[Item]:
    declared = plan.declared[step.name]
    data = dict(_data(step, declared))
    for name in dict.fromkeys([*fields(declared), *passed(job, plan, step)]):
        flag = f"--{name}"
        if name == MODEL and job.aml.model:
            yield Item(flag, name, text=f"{job.aml.model.name}:{job.aml.model.version}")
        elif name not in data:
            yield Item(flag, name)
        elif (item := data[name]) is not None:
            yield item


def _data(step: Step, declared: Step) -> Iterator[tuple[str, Item | None]]:
    """The data of a script by the names that it knows them by."""
    if isinstance(step, ParallelStep) and isinstance(declared, ParallelStep):
        yield declared.output.name, None  # Azure ML's own --output gives it, if it is needed
        for told, wired in zip(declared.side_inputs, step.side_inputs, strict=True):
            yield told.name, Item(f"--{told.name}", ports.side(wired.name))
        return
    for each in ports.reads(step):
        yield each.name, Item(f"--{each.name}", each.name, reads=each.role == "intermediate")
