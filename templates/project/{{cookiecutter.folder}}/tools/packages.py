"""Print the packages that the jobs name, as pip reads them: what `make` installs here.

Each job has an environment of its own on Azure; here they share one, so that their versions have to
go together.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SPECS = Path(__file__).parents[1] / "specs"


def packages(spec: dict[str, Any]) -> Iterator[str]:
    """The packages of a spec, and of each of its steps that has its own."""
    for part in (spec, spec.get("defaults", {}), *spec.get("steps", {}).values()):
        environment = part.get("environment")
        if isinstance(environment, dict):
            yield from environment.get("packages", [])


def main() -> None:
    """Print the packages of all specs, each once."""
    found = {
        package
        for file in SPECS.glob("*.yaml")
        for package in packages(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))
    }
    print("\n".join(sorted(found)))


if __name__ == "__main__":
    main()
