"""A job's folder of Azure ML code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal as OneOf

from generator.aml.arguments import (
    class_name,
    only_in_the_factory,
    program_arguments,
    readers,
    steps,
)
from generator.aml.samples import good_value, samples
from generator.contract.job import Job, Project
from generator.contract.values import Literal
from generator.render import Docstring, Templates

DATASTORE_TYPES: Mapping[str, str] = {"blob": "AzureBlob", "adls_gen2": "AzureDataLakeGen2"}
"""The kinds of datastores as SDK v1's `datastore_type` and SDK v2's `type` name them."""
PARALLEL_PACKAGES = ("azureml-core", "azureml-dataset-runtime[fuse]")
"""What a parallel step needs beside the user's packages, under both SDKs."""
Given = dict[str, object]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a job's folder. A scaffold is the user's once it is there."""

    name: str
    text: str
    owner: OneOf["generated", "scaffold"] = "generated"


class AmlBuilder:
    """Builds the folders of jobs from the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        self._templates = Templates(templates, _plain)

    def build(self, job: Job, project: Project, id_parameter: str) -> Iterator[File]:
        """The files of a job. Publishing v1 writes the endpoint's id under `id_parameter`."""
        given = _common(job, project) | _contract(job) | _tests(job)
        given |= _v1(job, id_parameter) if job.sdk == "v1" else _v2(job)
        for name, template in _files(job).items():
            yield File(name, self._templates.python(f"aml/{template}", **given))
        score = self._templates.python("aml/shared/score.py.j2", **given)
        yield File(job.aml.step.script, score, "scaffold")
        yield File(
            "environment.yml", self._templates.yaml("aml/shared/environment.yml.j2", **given)
        )


def _plain(value: object) -> object:
    return value.value if isinstance(value, Literal) else value


def _files(job: Job) -> dict[str, str]:
    """The generated Python files of a job, each with its template."""
    files = {
        "contract.py": "shared/contract.py.j2",
        "pipeline.py": f"{job.sdk}/pipeline.py.j2",
        f"test_{job.name}.py": "shared/test.py.j2",
    }
    if job.sdk == "v2":
        return {**files, "deploy.py": "v2/deploy.py.j2"}
    own = ("prepare.py", "publish.py", "publish_pipeline.py")
    return {**files, **{name: f"v1/{name}.j2" for name in own}}


def _common(job: Job, project: Project) -> Given:
    """What most templates are given."""
    step, environment = job.aml.step, job.aml.environment
    description = job.description or f"The scoring job {job.name}."
    stores = {
        data.datastore: DATASTORE_TYPES[data.datastore_type] for data in (step.input, step.output)
    }
    return {
        "job": job,
        "step": step,
        "about": Docstring(description),
        "description": description,
        "python": f"python={environment.python}",
        "packages": [*PARALLEL_PACKAGES, *environment.packages],
        "mini_batch_size": str(step.mini_batch_size),
        "datastores": dict(sorted(stores.items())),
        "targets": list(project.targets.values()),
        "suffixes": {target.name: target.endpoint_suffix for target in project.targets.values()},
        "first": next(iter(project.targets)),
    }


def _contract(job: Job) -> Given:
    found = readers(job)
    about = (
        f"What the steps of {job.name} are given, and the one parser that reads it.\n\n"
        "Only text reaches a script. `parse` takes it in every spelling that Data Factory and "
        "Azure ML give it, and refuses what the spec refuses."
    )
    if others := "\n".join(f"    {line}" for line in only_in_the_factory(job)):
        about += f"\n\nNo step is given what only the factory reads:\n{others}"
    return {
        "contract_about": Docstring(about),
        "steps": steps(job),
        "score_class": class_name(job.aml.step.name),
        "readers": found,
        "uses": {reader.function for reader in found},
    }


def _tests(job: Job) -> Given:
    tried = samples(job)
    lacking = [
        p for p in job.parameters.values() if p.name in job.offer.parameters and p.default is None
    ]
    return {
        "given": tried.given,
        "spellings": tried.spellings,
        "refused": tried.refused,
        # Any text does where no good one is known: SDK v2 has no patterns.
        "required": {p.name: "any" if (value := good_value(p)) is None else value for p in lacking},
    }


def _v1(job: Job, id_parameter: str) -> Given:
    step, offered = job.aml.step, job.offer.parameters
    return {
        "id_parameter": id_parameter,
        # SDK v1 knows no required parameter, but a run that leaves "" unassigned is refused.
        "defaults": {name: item.default or Literal("") for name, item in offered.items()},
        "read": job.offer.data[step.input.name].default,
        "written": job.offer.data[step.output.name].default,
        "folder": step.output.varying,
        "model": f"{job.aml.model.name}:{job.aml.model.version}" if job.aml.model else None,
        "flags": {
            "input": f"--{step.input.name}",
            "output": f"--{step.output.name}",
            "arguments": {name: f"--{name}" for name in job.parameters},
        },
    }


def _v2(job: Job) -> Given:
    step, model = job.aml.step, job.aml.model
    return {
        "parameters": job.offer.parameters,
        "retries": step.tries - 1,
        # The service's settings are a map of strings, and the SDK would send a JSON false.
        "continue_on_step_failure": str(job.aml.continue_on_step_failure).lower(),
        "references": {
            "input_data": f"${{{{inputs.{step.input.name}}}}}",
            "append_row_to": f"${{{{outputs.{step.output.name}}}}}/{step.output_file}",
            "program_arguments": program_arguments(step, model=model is not None),
            "model": f"azureml:{model.name}:{model.version}" if model else None,
        },
    }
