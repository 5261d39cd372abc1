"""What others' judges have against the files of CI: nothing, but much against worse ones."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.ci import judges, projects
from tests.ci.projects import ENVIRONMENTS, FULL, KINDS, Kind, artifacts, thin

WORKFLOW = ".github/workflows/scorewright.yml"
ACCEPTED = {"self-repository"}
"""What zizmor would have otherwise: `./` runs what was checked out, wherever the runner is."""
every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


def action(kind: Kind = FULL) -> str:
    return artifacts(kind, "github")["deploy/action.yml"]


def stages(kind: Kind = FULL) -> str:
    return artifacts(kind, "azure_devops")["deploy/stages.yml"]


def texts() -> dict[str, str]:
    """Every file of CI, by a name for it."""
    return {
        WORKFLOW: thin(WORKFLOW),
        "azure-pipelines.yml": thin("azure-pipelines.yml"),
        **{f"action.yml of {kind}": action(kind) for kind in KINDS},
        **{f"stages.yml of {kind}": stages(kind) for kind in KINDS},
    }


def as_workflow(text: str) -> str:
    """A workflow with the steps of an action, of which actionlint judges only the inputs."""
    content = judges.loaded(text)
    inputs = {name: {**each, "type": "string"} for name, each in content["inputs"].items()}
    job = {"runs-on": "ubuntu-24.04", "steps": content["runs"]["steps"]}
    return judges.dumped({"on": {"workflow_dispatch": {"inputs": inputs}}, "jobs": {"job": job}})


def repository(folder: Path, workflow: str, text: str) -> list[Path]:
    """Write a repository with a workflow and its action; gives all workflows to be judged."""
    (folder / ".git").mkdir(parents=True)
    made = {
        WORKFLOW: workflow,
        ".github/workflows/steps.yml": as_workflow(text),
        "output/deploy/action.yml": text,
    }
    for name, content in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    return sorted((folder / ".github" / "workflows").iterdir())


def scripts(data: Any) -> Iterator[str]:
    """The shell scripts of a document."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name in ("run", "bash", "inlineScript") and isinstance(value, str):
                yield value
            else:
                yield from scripts(value)
    elif isinstance(data, list):
        for item in data:
            yield from scripts(item)


def test_actionlint_has_nothing_against_the_workflows(tmp_path: Path) -> None:
    workflows = [
        each
        for kind in KINDS
        for each in repository(tmp_path / str(kind), thin(WORKFLOW), action(kind))
    ]
    assert judges.actionlint(*workflows) == []


def test_zizmor_has_nothing_against_workflow_and_action(tmp_path: Path) -> None:
    for kind in KINDS:
        repository(tmp_path / str(kind), thin(WORKFLOW), action(kind))
        (tmp_path / str(kind) / ".github" / "workflows" / "steps.yml").unlink()
    assert judges.zizmor(tmp_path) == ACCEPTED


@every_kind
def test_the_action_is_one_by_its_schema(kind: Kind) -> None:
    assert judges.by_schema("github-actions", action(kind)) == []


def test_the_workflow_is_one_by_its_schema() -> None:
    assert judges.by_schema("github-workflows", thin(WORKFLOW)) == []


@pytest.mark.parametrize("kind", [FULL, KINDS[1]], ids=str)
def test_the_stages_are_such_by_the_schema_of_azure(kind: Kind) -> None:
    """Which also knows each task and its inputs."""
    assert judges.by_schema("azure-pipelines", stages(kind)) == []


def test_the_pipeline_is_one_by_the_schema_of_azure() -> None:
    assert judges.by_schema("azure-pipelines", thin("azure-pipelines.yml")) == []


def test_scripts_are_right_and_hold_no_expression(tmp_path: Path) -> None:
    """An expression would be put into the script's text before it runs, whatever is in it."""
    found = {
        script: f"{number}.sh"
        for number, script in enumerate(
            dict.fromkeys(
                each for text in texts().values() for each in scripts(judges.loaded(text))
            )
        )
    }
    assert len(found) > 10
    assert not [script for script in found if "${{" in script]
    assert judges.shellcheck(tmp_path, {name: script for script, name in found.items()}) == []
    for name in found.values():
        subprocess.run(["bash", "-n", str(tmp_path / name)], check=True)


WORSE_WORKFLOWS = {
    "an input that there is not": ("  tenant-id:", "  tenant:"),
    "an expression that cannot be": (
        "matrix.environment }}\n          client",
        "matrix.env }}\n          client",
    ),
    "a job that there is not": ("needs: check", "needs: build"),
    "a permission that there is not": ("id-token: write", "id-tokens: write"),
}


@pytest.mark.parametrize("change", WORSE_WORKFLOWS.values(), ids=WORSE_WORKFLOWS)
def test_actionlint_sees_a_worse_workflow(change: tuple[str, str], tmp_path: Path) -> None:
    text = thin(WORKFLOW)
    assert change[0] in text
    workflows = repository(tmp_path, text.replace(*change), action())
    assert judges.actionlint(*workflows)


def test_actionlint_sees_worse_steps(tmp_path: Path) -> None:
    worse = action().replace("inputs.client-id", "inputs.client")
    worse = worse.replace('"$ENVIRONMENT"', "$ENVIRONMENT")
    _, steps = repository(tmp_path, thin(WORKFLOW), worse)
    said = "\n".join(judges.actionlint(steps))
    assert 'property "client" is not defined' in said
    assert "SC2086" in said


def test_zizmor_sees_a_worse_workflow(tmp_path: Path) -> None:
    text = thin(WORKFLOW)
    text = re.sub(r"@[0-9a-f]{40} # v", "@v", text)
    text = text.replace("persist-credentials: false", "fetch-depth: 1")
    text = text.replace("permissions: {}", "permissions: write-all")
    repository(tmp_path, text, action().replace('"$ENVIRONMENT"', "${{ inputs.environment }}"))
    found = judges.zizmor(tmp_path)
    assert {"unpinned-uses", "artipacked", "excessive-permissions", "template-injection"} <= found


WORSE_STAGES = {
    "a task that there is not": ("AzureCLI@2", "AzureCLI@9"),
    "an input that there is not": ("addSpnToEnvironment", "addSpn"),
    "a value that there is not": ("scriptType: bash", "scriptType: fish"),
    "a key that there is not": ("condition:", "if:"),
}


@pytest.mark.parametrize("change", WORSE_STAGES.values(), ids=WORSE_STAGES)
def test_the_schema_of_azure_sees_worse_stages(change: tuple[str, str]) -> None:
    assert change[0] in stages(KINDS[0])
    assert judges.by_schema("azure-pipelines", stages(KINDS[0]).replace(*change))


def test_a_key_twice_is_seen() -> None:
    with pytest.raises(Exception, match="duplicate key"):
        judges.loaded("a: 1\na: 2\n")


_PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./output/deploy")
_SECRET = re.compile(r"secrets\.|^\s*[\w-]*(password|secret|key)[\w-]*:", re.M | re.I)


def test_actions_are_pinned_and_secrets_are_none() -> None:
    for name, text in texts().items():
        used = re.findall(r"uses: (.*)", text)
        assert [each for each in used if not _PINNED.fullmatch(each)] == [], name
        assert not _SECRET.search(text), name
    assert _SECRET.search("      client-secret: it\n")


def test_each_job_has_the_permissions_that_it_needs() -> None:
    workflow: Mapping[str, Any] = judges.loaded(thin(WORKFLOW))
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "check": {"contents": "read"},
        "deploy": {"contents": "read", "id-token": "write"},
    }
    assert workflow["on"].keys() == {"pull_request", "push", "workflow_dispatch"}


def test_deployments_follow_one_another_and_wait_for_their_approval() -> None:
    deploy = judges.loaded(thin(WORKFLOW))["jobs"]["deploy"]
    assert deploy["needs"] == "check"
    assert deploy["if"] == "github.ref == 'refs/heads/main'"
    assert deploy["environment"] == "${{ matrix.environment }}"
    assert (deploy["strategy"]["max-parallel"], deploy["strategy"]["fail-fast"]) == (1, True)
    assert not deploy["concurrency"]["cancel-in-progress"]


def test_the_environments_reach_the_matrix_in_their_order(tmp_path: Path) -> None:
    projects.write(FULL, "github", tmp_path)
    steps = judges.loaded(thin(WORKFLOW))["jobs"]["check"]["steps"]
    (script,) = [step["run"] for step in steps if step.get("id") == "environments"]
    output = tmp_path / "github_output"
    given = {"PATH": "/usr/bin:/bin", "GITHUB_OUTPUT": str(output)}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=given, check=True)
    name, _, value = output.read_text("utf-8").removesuffix("\n").partition("=")
    assert (name, judges.loaded(value)) == ("names", list(ENVIRONMENTS))
