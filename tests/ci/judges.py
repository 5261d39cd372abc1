"""Judges of CI files that others made: actionlint, zizmor, ShellCheck, and public JSON Schemas.

Each gives what it has against a file; nothing if all is well.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

from check_jsonschema.transforms.azure_pipelines import traverse_data
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from ruamel.yaml import YAML

_PROGRAMS = Path(sys.executable).parent


def loaded(text: str, kind: str = "safe") -> Any:
    """A document of YAML 1.2. A key that is there twice is an error."""
    return YAML(typ=kind, pure=True).load(text)


def dumped(data: object) -> str:
    """A document as YAML."""
    stream = StringIO()
    YAML(typ="safe", pure=True).dump(data, stream)
    return stream.getvalue()


def actionlint(*workflows: Path) -> list[str]:
    """Workflows, also with the inputs of the local actions that they call, and shell scripts."""
    shellcheck = ("-shellcheck", str(_PROGRAMS / "shellcheck"), "-pyflakes=")
    return _said("actionlint", "-oneline", *shellcheck, *map(str, workflows)).splitlines()


def zizmor(folder: Path) -> set[str]:
    """What weakens the security of the workflows and actions below a folder, by its name."""
    quiet = ("--offline", "--no-progress", "--quiet", "--persona", "pedantic")
    found = json.loads(_said("zizmor", *quiet, "--format", "json", str(folder)))
    return {each["ident"] for each in found}


def shellcheck(folder: Path, scripts: Mapping[str, str]) -> list[str]:
    """Scripts of bash, by their names; they are written into a folder."""
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/bin/bash\n{text}", "utf-8")
    paths = [str(folder / name) for name in scripts]
    return _said("shellcheck", "--format", "gcc", *paths).splitlines()


def _said(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [str(_PROGRAMS / program), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert not done.stderr, done.stderr
    return done.stdout


def by_schema(name: str, text: str) -> list[str]:
    """A document by a schema: github-actions, github-workflows, or azure-pipelines."""
    of_azure = name == "azure-pipelines"
    data = traverse_data(loaded(text, "base")) if of_azure else loaded(text)
    return list(_against(_validator(name), data))


def _against(validator: Validator, data: object) -> Iterator[str]:
    for error in validator.iter_errors(data):
        worst = best_match([error])
        yield f"{worst.json_path}: {worst.message}" if worst else error.message


@cache
def _validator(name: str) -> Validator:
    path = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    # Azure's own reads every scalar as text, and asks for booleans all the same.
    booleans = Draft7Validator.TYPE_CHECKER.redefine("boolean", _is_boolean)
    return extend(Draft7Validator, type_checker=booleans)(json.loads(path.read_text("utf-8")))


def _is_boolean(_: object, value: object) -> bool:
    return isinstance(value, bool) or value in ("true", "false")
