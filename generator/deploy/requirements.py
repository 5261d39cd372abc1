"""What the scripts in `output/deploy/` need, pinned: a deployment is to do the same every day."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.contract.model import Sdk
from generator.expression import Service

_IDENTITY = "azure-identity==1.27.0"
_PINS: Mapping[Service, tuple[str, str]] = {
    "data_factory": (
        "azure-mgmt-datafactory==9.3.0",
        "Below 10, whose models write other types than they are given, or none.",
    ),
    "synapse": ("azure-synapse-artifacts==0.22.0", ""),
}
_V2 = ("azure-ai-ml==1.35.2", "For each job's deploy.py.")
_V1 = """# For each job's publish_pipeline.py, on Python 3.10 or 3.11. Apart from requirements.txt:
# azureml-dataprep goes with azure-identity 1.17 at most.
azureml-core==1.61.0.post4
azureml-pipeline-core==1.62.0
azureml-pipeline-steps==1.62.0
"""


def requirements(header: str, services: Iterable[Service], sdks: Collection[Sdk] = ()) -> str:
    """The text of requirements.txt.

    Args:
        header: its first line.
        services: what is deployed to.
        sdks: what the jobs are published by.
    """
    return "".join(f"{line}\n" for line in _lines(header, services, sdks))


def requirements_v1(header: str) -> str:
    """The text of requirements-v1.txt."""
    return f"{header}\n{_V1}"


def _lines(header: str, services: Iterable[Service], sdks: Collection[Sdk]) -> Iterator[str]:
    yield header
    yield _IDENTITY
    for pin, why in (*(_PINS[service] for service in services), *([_V2] if "v2" in sdks else [])):
        if why:
            yield f"# {why}"
        yield pin
