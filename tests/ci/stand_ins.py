"""Programs that stand for `python` and `az`: they note how they were called, and may fail.

The script arm.py is executed: what it hands to `az` is noted. Publishing under SDK v1 writes the
ids of its jobs, as it does on Azure.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.contract.resources import Ci
from tests.ci.projects import Kind, artifacts

_PYTHON = """#!/bin/bash
if [[ "$1 $2" == "-m venv" ]]; then
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python"
  echo "venv $(basename "$3")" >> "$CALLS"
  exit
fi
if [[ "$1 $2" == "-m pip" ]]; then
  echo "$(basename "$(dirname "$(dirname "$0")")"): pip ${*: -1}" >> "$CALLS"
  [[ -f "${*: -1}" ]] || exit 1
  exit
fi
[[ -f "$1" && "$AZURE_TOKEN_CREDENTIALS" == AzureCliCredential ]] || exit 1
venv="$(basename "$(dirname "$(dirname "$0")")")"
echo "$venv: $(basename "$PWD")/$*" >> "$CALLS"
[[ "$*" == "$FAILS"* && "$FAILS" ]] && exit 1
[[ "$1" == arm.py ]] && exec "$REAL" -S "$@"
[[ "$1" == publish_pipeline.py ]] && cp "$IDS" "$(dirname "$(dirname "$PWD")")/arm/ids.$3.json"
exit 0
"""
_SDK = ("core.exceptions", "identity", "mgmt.datafactory")
_MODULE = "def __getattr__(name: str) -> type:\n    return type(name, (Exception,), {})\n"
"""What stands for a module of the SDK, which arm.py imports and does not use."""
_AZ = """#!/bin/bash
echo "az $*" >> "$CALLS"
for word in "$@"; do
  case "$word" in
    @*) cp "${word#@}" "$CALLS.$(grep -c '^az ' "$CALLS").json" ;;
  esac
done
[[ "$FAILS" == az ]] && exit 1
exit 0
"""


@dataclass(frozen=True, slots=True)
class StandIns:
    """What stands in the place of programs, and what they noted."""

    folder: Path

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []

    @property
    def parameters(self) -> list[dict[str, object]]:
        """What `az` was given for the parameters of each template."""
        count = len(list(self.folder.glob("calls.*.json")))
        texts = [(self.folder / f"calls.{at + 1}.json").read_text("utf-8") for at in range(count)]
        return [
            {name: item["value"] for name, item in json.loads(text)["parameters"].items()}
            for text in texts
        ]

    @property
    def _calls(self) -> Path:
        return self.folder / "calls"

    def note(self, call: str) -> None:
        """Note what is no program."""
        with self._calls.open("a", encoding="utf-8") as calls:
            calls.write(f"{call}\n")

    def run(
        self, shell: tuple[str, ...], script: str, folder: str, given: Mapping[str, str], fails: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a script in a folder, with these programs before all others."""
        file = self.folder / "script.sh"
        file.write_text(script, "utf-8")
        known = {
            "PATH": f"{self.folder}:/usr/bin:/bin",
            "CALLS": str(self._calls),
            "FAILS": fails,
            "REAL": sys.executable,
            "IDS": str(self.folder / "ids.json"),
            "PYTHONPATH": str(self.folder),
        }
        return subprocess.run(
            [*shell, str(file)],
            cwd=folder,
            env={**known, **given},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def stand_ins(folder: Path, kind: Kind, ci: Ci) -> StandIns:
    """Put the programs into a folder."""
    (folder / "temp").mkdir(parents=True)
    for name, text in (("python", _PYTHON), ("az", _AZ)):
        file = folder / name
        file.write_text(text, "utf-8")
        file.chmod(0o755)
    for name in _SDK:
        module = folder.joinpath("azure", *name.split("."), "__init__.py")
        module.parent.mkdir(parents=True)
        module.write_text(_MODULE, "utf-8")
    ids = {name: {"value": f"id for {name}"} for name in _published(kind, ci)}
    (folder / "ids.json").write_text(json.dumps({"parameters": ids}), "utf-8")
    return StandIns(folder)


def _published(kind: Kind, ci: Ci) -> set[str]:
    """The parameters of all templates that no file of parameters gives a value."""
    files = artifacts(kind, ci)
    every = [
        set(json.loads(text)["parameters"])
        for path, text in files.items()
        if path.startswith("arm/") and "Parameters" not in path
    ]
    known = [
        set(json.loads(text)["parameters"])
        for path, text in files.items()
        if path.startswith("arm/") and "Parameters" in path
    ]
    return set().union(*every) - set().union(*known)
