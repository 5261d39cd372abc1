"""Publishing with SDK v1: a new version for what changed, and an id for the factory."""

import json
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.contract.model import Target
from tests.support import cases
from tests.support.cases import JOBS_V1, JobCase
from tests.support.generated import LEFT_OUT, UPLOADED, append
from tests.support.sides import SIDES

every_job = pytest.mark.parametrize("case", JOBS_V1, ids=str)


@pytest.fixture
def publisher(folder: Path) -> ModuleType:
    return import_module("publish_pipeline")


def published(publisher: ModuleType, workspace: Any) -> Any:
    return publisher.publish(workspace, publisher.build(workspace), "scoring-dev")


def all_published(workspace: Any) -> list[Any]:
    return list(import_module("azureml.pipeline.core").PublishedPipeline.list(workspace))


def endpoints(workspace: Any) -> list[Any]:
    return list(import_module("azureml.pipeline.core").PipelineEndpoint.list(workspace))


def has_endpoint(case: JobCase) -> bool:
    return case.job.target is Target.PIPELINE_ENDPOINT


@every_job
def test_publishing_twice_publishes_once(
    case: JobCase, publisher: ModuleType, workspace: Any
) -> None:
    first, second = published(publisher, workspace), published(publisher, workspace)
    assert first.id == second.id
    assert first.name == "scoring-dev"
    (only,) = all_published(workspace)
    assert [each.default_version for each in endpoints(workspace)] == ["0"] * has_endpoint(case)
    assert only.description == (case.job.description or f"The scoring job {case.name}.")
    assert only.continue_on_step_failure is case.job.aml.continue_on_step_failure


@every_job
@pytest.mark.parametrize("changed", UPLOADED)
def test_what_nodes_get_is_published_again_if_it_changes(
    changed: str, case: JobCase, folder: Path, publisher: ModuleType, workspace: Any
) -> None:
    first = published(publisher, workspace)
    append(folder / changed.format(name=case.name, script=case.job.aml.steps[0].script))
    second = published(publisher, workspace)
    versions = [each.version for each in all_published(workspace)]
    assert len(set(versions)) == len(versions) == 2
    # An endpoint's id stays, a pipeline's is new.
    assert (second.id == first.id) is has_endpoint(case)
    for endpoint in endpoints(workspace):
        assert endpoint.default_version == "1"
        assert endpoint.get_pipeline().version == versions[1]


@every_job
@pytest.mark.parametrize("changed", LEFT_OUT)
def test_what_nodes_do_not_need_is_not_published_again(
    changed: str, case: JobCase, folder: Path, publisher: ModuleType, workspace: Any
) -> None:
    first = published(publisher, workspace)
    append(folder / changed.format(name=case.name))
    assert published(publisher, workspace).id == first.id
    assert len(all_published(workspace)) == 1


@every_job
def test_ids_of_other_jobs_stay_in_the_file(
    case: JobCase, publisher: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "ids.json"
    assert publisher.write_id(file, "1")
    assert not publisher.write_id(file, "1")
    once = json.loads(file.read_text("utf-8"))
    assert once["parameters"] == {publisher.ID_PARAMETER: {"value": "1"}}
    others = {"zebra": {"value": "z"}, "ant": {"value": "a"}}
    file.write_text(json.dumps(once | {"parameters": once["parameters"] | others}), "utf-8")
    assert publisher.write_id(file, "2")
    twice = json.loads(file.read_text("utf-8"))
    assert list(twice["parameters"]) == sorted([*others, publisher.ID_PARAMETER])
    assert twice["parameters"] == {publisher.ID_PARAMETER: {"value": "2"}, **others}
    assert twice == once | {"parameters": twice["parameters"]}


@every_job
def test_each_environment_s_id_is_written_for_its_deployment(
    case: JobCase,
    folder: Path,
    publisher: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arm = folder.parents[1] / "arm"
    template = json.loads(cases.artifacts(case.case)[SIDES[case.job.factory.service].template])
    core = import_module("azureml.core")
    for environment, target in cases.project(case.case).targets.items():
        monkeypatch.setattr(sys, "argv", ["publish_pipeline.py", "--environment", environment])
        publisher.main()
        workspace = core.Workspace.get(
            target.workspace,
            subscription_id=target.subscription,
            resource_group=target.resource_group,
        )
        (made,) = endpoints(workspace) or all_published(workspace)
        assert made.name == case.job.aml.endpoint + target.endpoint_suffix
        written = json.loads((arm / f"ids.{environment}.json").read_text("utf-8"))["parameters"]
        assert [*written.values()] == [{"value": made.id}]
        assert template["parameters"].keys() >= written.keys()
        told = capsys.readouterr().out
        assert f"{made.name} is {made.id}, " in told
        assert ("The id is new: deploy" in told) is not has_endpoint(case)


@every_job
def test_a_datastore_of_another_kind_is_refused(
    case: JobCase, publisher: ModuleType, workspace: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.check_datastores(workspace)
    other = {"AzureBlob": "AzureDataLakeGen2", "AzureDataLakeGen2": "AzureBlob"}
    monkeypatch.setattr(
        publisher, "DATASTORES", {name: other[kind] for name, kind in publisher.DATASTORES.items()}
    )
    with pytest.raises(SystemExit, match=r"is of type \w+, not \w+"):
        publisher.check_datastores(workspace)
