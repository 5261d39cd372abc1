"""Made-up data, so that each job can run here before there are real ones: `make demo`.

A module here is a sample: `prepare` lays the data of the job of the same name, and a model where it
needs one, and says how the job is run on them.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SPECS = ROOT / "specs"


@dataclass(frozen=True, slots=True)
class Here:
    """What stands on this machine for what a job finds on Azure."""

    job: str

    @property
    def folder(self) -> Path:
        """Where a sample keeps what the job itself does not read."""
        return ROOT / "build" / "demo" / self.job

    @property
    def model(self) -> Path:
        """The file that stands for the job's registered model."""
        model = self._spec["model"]
        return _local("models", f"{model['name']}:{model['version']}")

    def data(self, name: str, **parameters: str) -> Path:
        """The file or folder that stands for one of the job's inputs, for its parameters."""
        data: dict[str, str] = self._spec["data"][name]
        folder = _local("datastores", data["datastore"])
        return folder / data["path"].format(**parameters)

    def write(self, file: Path, text: str) -> Path:
        """Write a file of made-up data; gives its path."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        return file

    def train(self, *arguments: str | Path) -> None:
        """Run the job's train.py, unless the model is there: it may be a real one."""
        if self.model.exists():
            shown = os.path.relpath(self.model, ROOT)
            print(f"{shown} is there; delete it to train again", flush=True)
            return
        self.model.parent.mkdir(parents=True, exist_ok=True)
        script = ROOT / "output" / "aml" / self.job / "train.py"
        command = [sys.executable, str(script), *map(str, arguments)]
        subprocess.run(command, cwd=ROOT, check=True)

    @property
    def _spec(self) -> dict[str, Any]:
        return _read(SPECS / f"{self.job}.yaml")


def _local(kind: str, name: str) -> Path:
    """What the project file says that stands here for something."""
    local = _read(SPECS / "project.yaml").get("local", {})
    known: dict[str, str] = local.get(kind, {})
    if name not in known or "://" in known[name]:
        raise SystemExit(
            f"specs/project.yaml, local.{kind}: a path for {name} is needed there"
        )
    return ROOT / known[name]


def _read(file: Path) -> dict[str, Any]:
    """A spec's data, or the project file's."""
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    return found
