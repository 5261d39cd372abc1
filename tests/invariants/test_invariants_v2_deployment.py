"""Deploying with SDK v2: one endpoint, where the factory posts to; a version for what changed."""

import json
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support import cases
from tests.support.cases import JOBS_V2, JobCase
from tests.support.generated import LEFT_OUT, UPLOADED, append, importable
from tests.support.sides import SIDES

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the SDK's own, hundreds

every_job = pytest.mark.parametrize("case", JOBS_V2, ids=str)
SOME = [job for job in JOBS_V2 if job.case in ("everything", "steps")]
some_jobs = pytest.mark.parametrize("case", SOME, ids=str)
"""deploy.py is the same in all jobs but for names: these have every shape of a folder."""


@pytest.fixture(scope="module")
def imported(outputs: Path) -> Callable[[JobCase], ModuleType]:
    """Imports the code of a job once: what it makes is kept by the client of each test alone."""

    def module(case: JobCase) -> ModuleType:
        with importable(case.folder(outputs)):
            return import_module("deploy")

    return cache(module)


@pytest.fixture
def deploy(case: JobCase, imported: Callable[[JobCase], ModuleType]) -> ModuleType:
    return imported(case)


@pytest.fixture
def own(folder: Path) -> ModuleType:
    """The code of a folder that a test changes."""
    return import_module("deploy")


@pytest.fixture
def client(case: JobCase) -> Any:
    """The workspace of the Git environment."""
    return client_of(case, cases.project(case.case).git)


def client_of(case: JobCase, environment: str) -> Any:
    from tests.support.ml_client import Client

    used = [data for data in case.job.data.values() if data.datastore]
    kinds = {data.datastore: data.datastore_type for data in used}
    return Client(cases.project(case.case).targets[environment].region, kinds)


@every_job
def test_a_second_deployment_makes_nothing_new(
    case: JobCase, deploy: ModuleType, client: Any
) -> None:
    addresses = {deploy.deploy(client, "scoring-dev") for _ in range(2)}
    assert addresses == {f"https://scoring-dev.{client.region}.inference.ml.azure.com/jobs"}
    ((name, version),) = client.versions
    assert (name, list(client.endpoints)) == (case.name, ["scoring-dev"])
    assert list(client.deployments) == [("scoring-dev", "default")]
    assert client.default_component("scoring-dev").endswith(f"/{name}/versions/{version}")


@every_job
def test_the_deployment_has_the_spec_s_settings(
    case: JobCase, deploy: ModuleType, client: Any
) -> None:
    deploy.deploy(client, "scoring-dev")
    (deployment,) = client.deployments.values()
    aml = case.job.aml
    assert deployment.properties.deployment_configuration.settings == {
        **({"default_compute": aml.compute} if aml.compute else {}),
        "continue_on_step_failure": str(aml.continue_on_step_failure).lower(),
    }


@some_jobs
@pytest.mark.parametrize("changed", UPLOADED)
def test_what_nodes_get_is_a_new_version_if_it_changes(
    changed: str, case: JobCase, folder: Path, own: ModuleType, client: Any
) -> None:
    own.deploy(client, "scoring-dev")
    append(folder / changed.format(name=case.name, script=case.job.aml.steps[0].script))
    own.deploy(client, "scoring-dev")
    assert len(client.versions) == 2
    assert len(client.endpoints) == len(client.deployments) == 1
    assert client.default_component("scoring-dev").endswith([*client.versions][1][1])


@some_jobs
@pytest.mark.parametrize("changed", LEFT_OUT)
def test_what_nodes_do_not_need_is_no_new_version(
    changed: str, case: JobCase, folder: Path, own: ModuleType, client: Any
) -> None:
    own.deploy(client, "scoring-dev")
    append(folder / changed.format(name=case.name))
    own.deploy(client, "scoring-dev")
    assert len(client.versions) == 1


@every_job
def test_each_environment_s_endpoint_is_where_the_factory_posts_to(
    case: JobCase,
    deploy: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for environment, target in cases.project(case.case).targets.items():
        client, names = client_of(case, environment), dict[str, str]()
        monkeypatch.setattr(deploy, "MLClient", partial(connected, client, names))
        monkeypatch.setattr(sys, "argv", ["deploy.py", "--environment", environment])
        deploy.main()
        assert names == {
            "subscription_id": target.subscription,
            "resource_group_name": target.resource_group,
            "workspace_name": target.workspace,
        }
        address = posted_to(case, environment)
        assert capsys.readouterr().out.endswith(f" answers at {address}\n")


def connected(client: Any, names: dict[str, str], credential: object, **workspace: str) -> Any:
    names.update(workspace)
    return client


def posted_to(case: JobCase, environment: str) -> str:
    """The address that the pipeline's variable has where the factory is deployed."""
    file = SIDES[case.job.factory.service].parameters(environment)
    values = json.loads(cases.artifacts(case.case)[file])["parameters"]
    return str(values[f"{case.name}_properties_variables_endpoint_uri_defaultValue"]["value"])


@every_job
def test_a_datastore_of_another_kind_is_refused(case: JobCase, deploy: ModuleType) -> None:
    from tests.support.ml_client import Client

    other = {"AzureBlob": "adls_gen2", "AzureDataLakeGen2": "blob"}
    kinds = {name: other[kind] for name, kind in deploy.DATASTORES.items()}
    with pytest.raises(SystemExit, match=r"^the datastore \w+ is of type .+, not \w+$"):
        deploy.check_datastores(Client("westeurope", kinds))
