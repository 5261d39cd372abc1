"""Runners of one deployment: GitHub's for the steps of action.yml, Azure's for those of stages.yml.

They do what the documentation of each says of the few things that these files use, and refuse
everything else.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.ci.stand_ins import StandIns

Step = Mapping[str, Any]
SETTINGS = {"AZURE_CLIENT_ID": "client", "AZURE_TENANT_ID": "tenant", "AZURE_SUBSCRIPTION_ID": "s"}
_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_VARIABLE = re.compile(r"##vso\[task\.setvariable variable=(\w+)\](.*)")
_BASH = ("bash", "--noprofile", "--norc")


class GitHub:
    """Runs a composite action [docs: metadata syntax; contexts; status check functions]."""

    def __init__(self, folder: Path, programs: StandIns, fails: str = "") -> None:
        self._action = folder / "output" / "deploy"
        self._programs = programs
        self._fails = fails
        self._outcomes: dict[str, str] = {}
        self._failed = False
        self.log = ""

    def run(self, environment: str, settings: Mapping[str, str] = SETTINGS) -> bool:
        """Run all steps; says whether all is well."""
        inputs = {"environment": environment}
        inputs |= {name[6:].lower().replace("_", "-"): each for name, each in settings.items()}
        action = yaml.safe_load((self._action / "action.yml").read_text("utf-8"))
        assert inputs.keys() == action["inputs"].keys()
        known = {f"inputs.{name}": value for name, value in inputs.items()}
        known["github.action_path"] = str(self._action)
        for step in action["runs"]["steps"]:
            self._step(step, known)
        return not self._failed

    def _step(self, step: Step, known: Mapping[str, str]) -> None:
        outcome = "skipped"
        if self._is_due(step.get("if", "success()")):
            outcome = "success" if self._done(step, known) else "failure"
        if "id" in step:
            self._outcomes[step["id"]] = outcome
        self._failed |= outcome == "failure"

    def _is_due(self, condition: str) -> bool:
        if condition == "success()":
            return not self._failed
        found = re.fullmatch(
            r"\$\{\{ always\(\) && steps\.(\w+)\.outcome != 'skipped' \}\}", condition
        )
        assert found, condition
        return self._outcomes[found[1]] != "skipped"

    def _done(self, step: Step, known: Mapping[str, str]) -> bool:
        if "uses" in step:
            given = ",".join(_filled(value, known) for value in step["with"].values())
            self._programs.note(f"uses {step['uses'].partition('@')[0]} {given}")
            return True
        assert step["shell"] == "bash"
        folder = _filled(step.get("working-directory", "."), known)
        own = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
        runner = {"RUNNER_TEMP": str(self._programs.folder / "temp")}
        done = self._programs.run(
            (*_BASH, "-e", "-o", "pipefail"), step["run"], folder, {**runner, **own}, self._fails
        )
        self.log += done.stdout + done.stderr
        return done.returncode == 0


class Azure:
    """Runs the steps of a deployment job [docs: AzureCLI@2; conditions; variables]."""

    def __init__(self, folder: Path, programs: StandIns, fails: str = "") -> None:
        self._folder = folder
        self._programs = programs
        self._fails = fails
        self._failed = False
        self.log = ""

    def run(self, environment: str) -> bool:
        """Run the steps of the stage for an environment; says whether all is well."""
        text = (self._folder / "output" / "deploy" / "stages.yml").read_text("utf-8")
        template = yaml.safe_load(text)
        (loop,) = template["stages"]
        ((each, stages),) = loop.items()
        assert each == "${{ each environment in parameters.environments }}"
        assert environment in template["parameters"][1]["default"]
        known = {"environment": environment, "parameters.connections": "azure"}
        (job,) = stages[0]["jobs"]
        assert _filled(job["environment"], known) == environment
        variables = {name: _filled(each, known) for name, each in job["variables"].items()}
        for step in job["strategy"]["runOnce"]["deploy"]["steps"]:
            self._step(step, known, variables)
        return not self._failed

    def _step(self, step: Step, known: Mapping[str, str], variables: dict[str, str]) -> None:
        if self._is_due(step.get("condition", "succeeded()"), variables):
            self._failed |= not self._done(step, known, variables)

    def _is_due(self, condition: str, variables: Mapping[str, str]) -> bool:
        if condition == "succeeded()":
            return not self._failed
        found = re.fullmatch(r"and\(always\(\), eq\(variables\['(\w+)'\], '(\w+)'\)\)", condition)
        assert found, condition
        return variables.get(found[1], "") == found[2]

    def _done(self, step: Step, known: Mapping[str, str], variables: dict[str, str]) -> bool:
        if "checkout" in step or step.get("task") == "UsePythonVersion@0":
            return True
        script, folder = step.get("bash"), step.get("workingDirectory")
        if script is None:
            assert step["task"] == "AzureCLI@2"
            inputs = step["inputs"]
            assert inputs["scriptType"] == "bash"
            script, folder = inputs["inlineScript"], inputs["workingDirectory"]
            self._programs.note(f"logs in {_filled(inputs['azureSubscription'], known)}")
        given = {**variables, "AGENT_TEMPDIRECTORY": str(self._programs.folder / "temp")}
        done = self._programs.run(_BASH, script, str(self._folder / folder), given, self._fails)
        self.log += done.stdout + done.stderr
        variables |= dict(_VARIABLE.findall(done.stdout))
        return done.returncode == 0


def _filled(text: str, known: Mapping[str, str]) -> str:
    return _EXPRESSION.sub(lambda found: known[found[1]], text)
