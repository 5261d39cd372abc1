"""Projects of every kind that CI deploys: services, SDKs, and how a data factory is deployed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.contract.resources import Ci
from tests.support import cases, projects
from tests.support.fast import fast
from tests.support.projects import SPECS, Texts

ENVIRONMENTS = ("dev", "test", "prod")
THIN = projects.LOAN.parent / "templates" / "project" / "{{cookiecutter.folder}}"
"""The files of a new repository, as cookiecutter's templates."""
_NAMES = {"data_factory": "night", "synapse": "lake"}
_MINIMAL = projects.texts(cases.FOLDER / "minimal" / "specs")
_ENVIRONMENT = """
  {name}:
    factory: adf-{name}
    synapse: syn-{name}
    resource_group: rg-{name}
    aml:
      subscription: 00000000-0000-0000-0000-000000000001
      resource_group: rg-aml
      workspace: aml
      region: westeurope
      endpoint_suffix: -{name}
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A project with a job for each service and SDK: night_v1, night_v2, lake_v1, lake_v2."""

    services: tuple[str, ...]
    sdks: tuple[str, ...]
    by: str

    def __str__(self) -> str:
        return "-".join((*self.services, *self.sdks, self.by))


BOTH = ("data_factory", "synapse")
KINDS = (
    Kind(("data_factory",), ("v1",), "arm"),
    Kind(("data_factory",), ("v2",), "sdk"),
    Kind(("synapse",), ("v1", "v2"), "arm"),
    Kind(BOTH, ("v1", "v2"), "arm"),
    Kind(BOTH, ("v2",), "sdk"),
)
FULL = KINDS[3]


def specs(kind: Kind, ci: Ci) -> Texts:
    environments = "".join(_ENVIRONMENT.format(name=name) for name in ENVIRONMENTS)
    project = (
        "version: 1\nservice: data_factory\ngit: {environment: dev}\n"
        f"environments:{environments}datastores: {{lake: {{type: blob}}}}\n"
        f"deployment: {{by: {kind.by}, ci: {ci}}}\n"
    )
    jobs = {
        SPECS / f"{_NAMES[service]}_{sdk}.yaml": _job(service, sdk)
        for service in kind.services
        for sdk in kind.sdks
    }
    return {SPECS / "project.yaml": project, **jobs}


def _job(service: str, sdk: str) -> str:
    text = _MINIMAL[SPECS / f"minimal_{sdk}.yaml"]
    text = projects.changed(text, (f"minimal_{sdk}", f"{_NAMES[service]}_{sdk}"))
    return f"{text}factory: {{service: {service}}}\n"


@cache
def artifacts(kind: Kind, ci: Ci) -> dict[str, str]:
    """What a project compiles to; its Python is not laid out."""
    with fast():
        return projects.artifacts(specs(kind, ci))


def write(kind: Kind, ci: Ci, folder: Path) -> None:
    """Write the output of a project, and the thin files that call it, into a repository."""
    for path, text in artifacts(kind, ci).items():
        file = folder / "output" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    workflow = folder / ".github" / "workflows" / "scorewright.yml"
    workflow.parent.mkdir(parents=True, exist_ok=True)
    workflow.write_text(thin(".github/workflows/scorewright.yml"), "utf-8")
    (folder / "azure-pipelines.yml").write_text(thin("azure-pipelines.yml"), "utf-8")


@cache
def thin(path: str) -> str:
    """A file of a new repository, rendered as cookiecutter does, with no answer at all."""
    from cookiecutter.environment import StrictEnvironment

    environment = StrictEnvironment(context={}, keep_trailing_newline=True)
    template = environment.from_string((THIN / path).read_text("utf-8"))
    return str(template.render())
