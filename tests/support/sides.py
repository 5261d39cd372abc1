"""The two services that documents can be for, with the files of each; and who has which."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import cast, get_args

import yaml

from generator.contract.values import Json
from generator.expression import Service
from tests.support import cases, projects
from tests.support.arm import Deployment, Object
from tests.support.strict import Kind


@dataclass(frozen=True, slots=True)
class Side:
    """One service's files, and the words of its templates."""

    folder: str
    template: str
    file: str
    definition: str
    home: str
    parameter: str

    def parameters(self, environment: str) -> str:
        return self.file.format(environment)

    def documents(self, artifacts: Mapping[str, str]) -> dict[str, Object]:
        """The documents among all artifacts, by their paths below the service's folder."""
        found = {
            path.removeprefix(f"{self.folder}/"): json.loads(text)
            for path, text in artifacts.items()
            if path.startswith(f"{self.folder}/")
        }
        return {path: document for path, document in found.items() if "/" in path}


SIDES: Mapping[str, Side] = {
    "data_factory": Side(
        folder="factory",
        template="arm/ARMTemplateForFactory.json",
        file="arm/ARMTemplateParametersForFactory.{}.json",
        definition="factory/arm-template-parameters-definition.json",
        home="Microsoft.DataFactory/factories",
        parameter="factoryName",
    ),
    "synapse": Side(
        folder="synapse",
        template="arm/TemplateForWorkspace.json",
        file="arm/TemplateParametersForWorkspace.{}.json",
        definition="synapse/template-parameters-definition.json",
        home="Microsoft.Synapse/workspaces",
        parameter="workspaceName",
    ),
}


def services(texts: projects.Texts) -> list[str]:
    """The services that specs are for, found without compiling."""
    specs = {file.stem: yaml.load(text, yaml.CSafeLoader) for file, text in texts.items()}
    own = specs.pop("project")["service"]
    found = {spec.get("factory", {}).get("service", own) for spec in specs.values()}
    return sorted(found)


SIDES_OF_CASES = [(case, each) for case, texts in cases.CASES.items() for each in services(texts)]
ENVIRONMENTS_OF_SIDES = [
    (case, service, environment)
    for case, service in SIDES_OF_CASES
    for of, environment in cases.ENVIRONMENTS
    if of == case
]


def kind_of(path: str) -> Kind:
    kind = PurePosixPath(path).parent.name
    assert kind in get_args(Kind)
    return cast("Kind", kind)


def documents(case: str, service: str) -> dict[str, Object]:
    return SIDES[service].documents(cases.artifacts(case))


def template(case: str, service: str) -> Object:
    return cast("Object", json.loads(cases.artifacts(case)[SIDES[service].template]))


def given(case: str, service: str, environment: str) -> dict[str, Json]:
    """The values of one environment, as its file has them."""
    file = SIDES[service].parameters(environment)
    parameters = json.loads(cases.artifacts(case)[file])["parameters"]
    assert all(entry.keys() == {"value"} for entry in parameters.values())
    return {name: entry["value"] for name, entry in parameters.items()}


def published_ids(case: str, service: Service | str) -> dict[str, Json]:
    """The parameters that only publishing knows, with what the Git documents hold there."""
    found: dict[str, Json] = {}
    for path, document in documents(case, service).items():
        properties = cast("dict[str, dict[str, Object]]", document["properties"])
        for variable, entry in properties.get("variables", {}).items():
            if variable in ("aml_pipeline_endpoint_id", "aml_pipeline_id"):
                name = f"{PurePosixPath(path).stem}_properties_variables_{variable}_defaultValue"
                found[name] = entry["defaultValue"]
    return found


def deployment(case: str, service: str, environment: str) -> Deployment:
    values = given(case, service, environment) | published_ids(case, service)
    return Deployment(template(case, service), values)


def deployed_documents(resources: list[Object]) -> dict[str, Object]:
    """The resources of a deployment in the form that Git keeps them in."""
    return {
        f"{str(each['type']).rsplit('/', 1)[1].removesuffix('s')}/{name}.json": {
            "name": name,
            "properties": each["properties"],
        }
        for each in resources
        for name in [str(each["name"]).split("/")[1]]
    }
