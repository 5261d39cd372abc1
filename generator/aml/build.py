"""A job's folder of Azure ML code."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal as OneOf

from msgspec import Struct

from generator.aml import v1, v2
from generator.aml.arguments import fields, only_in_the_factory, readers, steps
from generator.aml.plan import Added, Plan, planned, writes_itself
from generator.aml.trials import trials
from generator.contract.job import Job, Project
from generator.contract.names import PUBLISHING
from generator.contract.ports import class_name
from generator.contract.steps import CommandStep, ParallelStep, Step
from generator.contract.values import Literal
from generator.render import Docstring, Templates

DATASTORE_TYPES: Mapping[str, str] = {"blob": "AzureBlob", "adls_gen2": "AzureDataLakeGen2"}
"""The kinds of datastores as SDK v1's `datastore_type` and SDK v2's `type` name them."""
_PARSE = """Read what a step was given.

Args:
    step: one of the classes above.
    arguments: the command line, if not this process's own. Arguments that are not
        the step's, as Azure ML adds them, are passed over.

Raises:
    SystemExit: an argument is missing or is no value of its type; the standard
        error says why.
"""
_LEADS_OUT = "    ValueError: a value leads out of the folder that it names a part of.\n"
_NOT_DECLARED = "    ValueError: what a step reads is not as the spec declares it.\n"
_FILES = (
    "A file is delimited text in UTF-8 whose first line names the columns, with any of , ; | and "
    "tabs between the cells; or it is Parquet, if its name ends in .parquet or .pq. Other columns "
    "may stand beside the declared ones, and cells may be empty."
)
Given = dict[str, object]


class File(Struct, frozen=True):
    """One file of a job's folder. A scaffold is the user's once it is there."""

    name: str
    text: str
    owner: OneOf["generated", "scaffold"] = "generated"


class AmlBuilder:
    """Builds the folders of jobs from the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        self._templates = Templates(templates, _plain)

    def build(self, job: Job, project: Project, id_parameter: str) -> Iterator[File]:
        """The files of a job. Publishing v1 writes the pipeline's id under `id_parameter`."""
        plan = planned(job)
        sdk = v1.given(job, plan) if job.sdk == "v1" else v2.given(job, plan)
        given = _common(job, project, plan) | _contract(job, plan) | trials(job, plan) | sdk
        given |= _columns(job) | {"id_parameter": id_parameter}
        for name, template in _files(job).items():
            yield File(name, self._python(template, given))
        for each in plan.added.values():
            yield File(each.step.script, self._python(f"v1/{each.kind}.py.j2", _added(each, given)))
        for step in job.aml.steps:
            yield File(step.script, self._python(*_scaffold(job, step, given)), "scaffold")
        if job.aml.environment.packages is not None:
            text = self._templates.yaml("aml/shared/environment.yml.j2", **given)
            yield File("environment.yml", text)

    def _python(self, template: str, given: Given) -> str:
        return self._templates.python(f"aml/{template}", **given)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Literal) else value


def _files(job: Job) -> dict[str, str]:
    """The generated Python files of every job, each with its template."""
    files = {
        "contract.py": "shared/contract.py.j2",
        "pipeline.py": f"{job.sdk}/pipeline.py.j2",
        f"test_{job.name}.py": "shared/test.py.j2",
    }
    if any(data.columns for data in job.data.values()):
        files["columns.py"] = "shared/columns.py.j2"
    return {**files, PUBLISHING[job.sdk]: f"{job.sdk}/{PUBLISHING[job.sdk]}.j2"}


def _common(job: Job, project: Project, plan: Plan) -> Given:
    """What most templates are given."""
    description = job.description or f"The scoring job {job.name}."
    environment = job.aml.environment
    stores = {data.datastore: data.datastore_type for data in plan.data if data.datastore}
    return {
        "job": job,
        "about": Docstring(description),
        "description": description,
        "python": f"python={environment.python}",
        "packages": [*_parallel_packages(plan), *(environment.packages or ())],
        "datastores": {name: DATASTORE_TYPES[kind] for name, kind in sorted(stores.items())},
        "targets": list(project.targets.values()),
        "suffixes": {target.name: target.endpoint_suffix for target in project.targets.values()},
        "first": next(iter(project.targets)),
        "shares_compute": any(step.compute is None for step in plan.steps),
        "target": job.target,
    }


def _parallel_packages(plan: Plan) -> tuple[str, str]:
    """What the nodes need beside the user's packages, under both SDKs.

    Source: the warnings of azureml-pipeline-core's parallel step; the samples of azureml-examples.
    """
    reads = {step.input.kind for step in plan.steps if isinstance(step, ParallelStep)}
    extras = "fuse,pandas" if "table" in reads else "fuse"
    return ("azureml-core", f"azureml-dataset-runtime[{extras}]")


def _contract(job: Job, plan: Plan) -> Given:
    found = readers(job, plan)
    classes = steps(job, plan)
    about = (
        f"What the steps of {job.name} are given, and the one parser that reads it.\n\n"
        "Only text reaches a script. `parse` takes it in every spelling that Data Factory and "
        "Azure ML give it, and refuses what the spec refuses."
    )
    if others := "\n".join(f"    {line}" for line in only_in_the_factory(job)):
        about += f"\n\nNo step is given what only the factory reads:\n{others}"
    varying = {each.class_name: each.paths for each in classes if each.paths}
    checked = {each.class_name: each.checked for each in classes if each.checked}
    raised = _LEADS_OUT * bool(varying) + _NOT_DECLARED * bool(checked)
    return {
        "contract_about": Docstring(about),
        "parse_about": Docstring(_PARSE + raised),
        "steps": classes,
        "varying": varying,
        "checked": checked,
        "driver": {each.class_name: each.driver for each in classes if each.driver},
        "readers": found,
        "uses": {reader.function for reader in found},
    }


def _columns(job: Job) -> Given:
    return {
        "columns_about": Docstring(f"The columns of what {job.name} reads.\n\n{_FILES}"),
        "with_columns": [each for each in job.data.values() if each.columns],
    }


def _added(each: Added, given: Given) -> Given:
    return given | {
        "added": each,
        "step_class": class_name(each.step.name),
        "file": each.file,
    }


def _scaffold(job: Job, step: Step, given: Given) -> tuple[str, Given]:
    own = {
        "step": step,
        "step_about": _about(job, step),
        "step_class": class_name(step.name),
        "has_model": step.model and job.aml.model is not None,
        "is_given": bool(fields(step)),
    }
    if isinstance(step, CommandStep):
        return "shared/command.py.j2", given | own
    own |= {
        "has_columns": bool(step.input.columns),
        "is_table": step.input.kind == "table",
        "is_cut": "partition_keys" in step.settings,
        "writes_itself": writes_itself(step),
    }
    return "shared/score.py.j2", given | own


def _about(job: Job, step: Step) -> Docstring:
    """The docstring of a scaffold: of a job's only step it is the job's own."""
    if len(job.aml.steps) == 1 and job.description:
        return Docstring(job.description)
    return Docstring(f"The step {step.name} of the scoring job {job.name}.")
