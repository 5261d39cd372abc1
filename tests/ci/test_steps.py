"""What CI calls to deploy one environment, in which order, and what it does about a failure."""

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from generator.contract.resources import Ci
from tests.ci import projects
from tests.ci.projects import FULL, KINDS, Kind
from tests.ci.runners import SETTINGS, Azure, GitHub
from tests.ci.stand_ins import StandIns, stand_ins
from tests.support.fast import fast
from tests.support.projects import SPECS, artifacts

SAME = {"uses azure/login client,tenant,s", "logs in azure-dev", "logs in azure-prod"}
"""Logins, which each kind of CI does in its own way."""
INSTALLED = ["venv deploy", "deploy: pip requirements.txt"]
INSTALLED_V1 = ["venv publish", "publish: pip requirements-v1.txt"]
BY_TEMPLATE = [
    "deploy: deploy/data_factory.py stop-triggers --environment dev",
    "deploy: deploy/arm.py --environment dev",
    "az deployment group create",
    "deploy: deploy/data_factory.py start-triggers --environment dev",
]
SYNAPSE = ["deploy: deploy/synapse.py deploy --environment dev"]


def published(*jobs: str, environment: str = "dev") -> list[str]:
    scripts = {"v1": ("publish", "publish_pipeline.py"), "v2": ("deploy", "deploy.py")}
    return [
        f"{venv}: {job}/{script} --environment {environment}"
        for job in jobs
        for venv, script in [scripts[job[-2:]]]
    ]


EXPECTED = {
    "data_factory-v1-arm": [*INSTALLED, *INSTALLED_V1, *published("night_v1"), *BY_TEMPLATE],
    "data_factory-v2-sdk": [
        *INSTALLED,
        *published("night_v2"),
        "deploy: deploy/data_factory.py deploy --environment dev",
    ],
    "synapse-v1-v2-arm": [
        *INSTALLED,
        *INSTALLED_V1,
        *published("lake_v1", "lake_v2"),
        *SYNAPSE,
    ],
    "data_factory-synapse-v1-v2-arm": [
        *INSTALLED,
        *INSTALLED_V1,
        *published("lake_v1", "lake_v2", "night_v1", "night_v2"),
        *BY_TEMPLATE,
        *SYNAPSE,
    ],
    "data_factory-synapse-v2-sdk": [
        *INSTALLED,
        *published("lake_v2", "night_v2"),
        "deploy: deploy/data_factory.py deploy --environment dev",
        *SYNAPSE,
    ],
}
RUNNERS = {"github": GitHub, "azure_devops": Azure}
every_ci = pytest.mark.parametrize("ci", ["github", "azure_devops"])


Deployed = tuple[bool, StandIns]


def deployed(
    kind: Kind, ci: Ci, folder: Path, environment: str = "dev", fails: str = ""
) -> Deployed:
    projects.write(kind, ci, folder)
    known = stand_ins(folder / "programs", kind, ci)
    return RUNNERS[ci](folder, known, fails).run(environment), known


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Ci], Deployed]:
    """A deployment of everything, made once for each kind of CI."""
    return cache(lambda ci: deployed(FULL, ci, tmp_path_factory.mktemp(ci), "prod"))


def shortened(calls: list[str]) -> list[str]:
    """Calls without logins, and without the arguments of az, which have a test of their own."""
    return [
        "az deployment group create" if call.startswith("az deployment") else call
        for call in calls
        if call not in SAME
    ]


@every_ci
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_publishes_and_deploys_in_order(kind: Kind, ci: Ci, tmp_path: Path) -> None:
    well, known = deployed(kind, ci, tmp_path)
    assert shortened(known.calls) == EXPECTED[str(kind)]
    assert well


@every_ci
def test_resource_manager_gets_what_its_template_declares(
    ci: Ci, whole: Callable[[Ci], Deployed]
) -> None:
    """With the id that publishing wrote, and without that of Synapse's job: it refuses those."""
    well, known = whole(ci)
    assert well
    (call,) = [call for call in known.calls if call.startswith("az ")]
    template = known.folder.parent / "output" / "arm" / "ARMTemplateForFactory.json"
    assert call.partition(" --parameters ")[0] == (
        "az deployment group create --no-prompt --output none"
        " --subscription 00000000-0000-0000-0000-000000000001 --resource-group rg-prod"
        f" --name adf-prod_ARMTemplateForFactory --template-file {template}"
    )
    declared = json.loads(template.read_text("utf-8"))["parameters"]
    (given,) = known.parameters
    assert given.keys() == declared.keys()
    assert given["factoryName"] == "adf-prod"
    name = "night_v1_properties_variables_aml_pipeline_endpoint_id_defaultValue"
    assert given[name] == f"id for {name}"


@every_ci
@pytest.mark.parametrize("fails", ["az", "arm.py", "data_factory.py stop-triggers"])
def test_triggers_start_also_if_the_deployment_fails(fails: str, ci: Ci, tmp_path: Path) -> None:
    well, known = deployed(FULL, ci, tmp_path, fails=fails)
    assert shortened(known.calls)[-1] == BY_TEMPLATE[-1]
    assert not set(SYNAPSE) & set(known.calls)
    assert not well


@every_ci
def test_what_was_not_published_is_not_deployed(ci: Ci, tmp_path: Path) -> None:
    well, known = deployed(FULL, ci, tmp_path, fails="publish_pipeline.py")
    assert shortened(known.calls)[-1:] == published("lake_v1")
    assert not well


@every_ci
def test_an_id_that_is_missing_is_named_with_its_job(ci: Ci, tmp_path: Path) -> None:
    projects.write(FULL, ci, tmp_path)
    known = stand_ins(tmp_path / "programs", FULL, ci)
    (known.folder / "ids.json").write_text('{"parameters": {}}', "utf-8")
    runner = RUNNERS[ci](tmp_path, known)
    assert not runner.run("dev")
    assert "error: night_v1 is not published in dev" in runner.log
    assert not [call for call in known.calls if call.startswith("az ")]


def test_github_logs_in_before_it_publishes_and_before_it_deploys(
    whole: Callable[[Ci], Deployed],
) -> None:
    calls = whole("github")[1].calls
    login = "uses azure/login client,tenant,s"
    after = [later for call, later in pairwise(calls) if call == login]
    stop = "deploy: deploy/data_factory.py stop-triggers --environment prod"
    assert after == [*published("lake_v1", environment="prod"), stop]


def test_github_logs_in_again_before_its_token_is_too_old() -> None:
    """A token is good for an hour, and to publish a job takes minutes."""
    texts = dict(projects.specs(FULL, "github"))
    spec = texts[SPECS / "night_v2.yaml"]
    texts |= {SPECS / f"job{n}.yaml": spec.replace("night_v2", f"job{n}") for n in range(17)}
    with fast():
        action = yaml.safe_load(artifacts(texts)["deploy/action.yml"])
    names = [step["name"] for step in action["runs"]["steps"]]
    logins = [at for at, name in enumerate(names) if name.startswith("Log in")]
    assert [after - before - 1 for before, after in pairwise(logins)] == [10, 10, 1]


def test_azure_devops_logs_in_for_each_step_with_the_connection_of_the_environment(
    whole: Callable[[Ci], Deployed],
) -> None:
    calls = whole("azure_devops")[1].calls
    after = [later for call, later in pairwise(calls) if call == "logs in azure-prod"]
    assert after == [call for call in calls if call.endswith("--environment prod")]


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_is_missing_is_named_before_anything_is_done(
    name: str, tmp_path: Path
) -> None:
    projects.write(FULL, "github", tmp_path)
    known = stand_ins(tmp_path / "programs", FULL, "github")
    runner = GitHub(tmp_path, known)
    assert not runner.run("test", {**SETTINGS, name: ""})
    assert runner.log == f"::error::Settings > Environments > test has no variable {name} yet\n"
    assert known.calls == []
