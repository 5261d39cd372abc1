"""What the scripts in `output/deploy/` need, pinned: a deployment is to do the same every day."""

from collections.abc import Iterable, Iterator, Mapping

from generator.expression import Service

_IDENTITY = "azure-identity==1.27.0"
_PINS: Mapping[Service, tuple[str, str]] = {
    "data_factory": (
        "azure-mgmt-datafactory==9.3.0",
        "Below 10, whose models write other types than they are given, or none.",
    ),
    "synapse": ("azure-synapse-artifacts==0.22.0", ""),
}


def requirements(header: str, services: Iterable[Service]) -> str:
    """The text of requirements.txt."""
    return "".join(f"{line}\n" for line in _lines(header, services))


def _lines(header: str, services: Iterable[Service]) -> Iterator[str]:
    yield header
    yield _IDENTITY
    for service in services:
        pin, why = _PINS[service]
        if why:
            yield f"# {why}"
        yield pin
