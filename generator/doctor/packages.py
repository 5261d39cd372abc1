"""The packages that Scorewright needs, and those that an extra brings.

Which they are is written in pyproject.toml alone; an installed Scorewright has it in its
metadata.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from types import MappingProxyType

from packaging.requirements import Requirement

from generator.doctor.finding import Finding, State

DISTRIBUTION = "scorewright"
EXTRAS: Mapping[str, str] = MappingProxyType(
    {
        "aml": "run: pipelines of SDK v2, and data that are not on this machine",
        "dask": "run --engine dask: scoring on a Dask cluster",
        "parquet": "run: tables in Parquet",
    }
)
"""What each extra brings to a user. Their packages are those of pyproject.toml."""


def python() -> Finding:
    """This Python. An older one than is needed would not come as far as this."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", State.OK, f"{version}, {sys.executable}")


def needed() -> Finding:
    """The packages without which nothing goes."""
    requirements = [*_required("")]
    if not requirements:
        hint = "to let a package manager see to that: pip install scorewright"
        found = f"{DISTRIBUTION} is not installed: nobody has seen to what it needs"
        return Finding("packages", State.MISSING, found, hint)
    faults = [fault for each in requirements if (fault := _fault(each))]
    if faults:
        return Finding("packages", State.WRONG, "; ".join(faults), _install(requirements))
    return Finding("packages", State.OK, ", ".join(map(_named, requirements)))


def extras() -> Iterator[Finding]:
    """Every extra, installed or not."""
    for extra, brings in EXTRAS.items():
        requirements = [*_required(extra)]
        if not requirements:
            continue
        faults = [fault for each in requirements if (fault := _fault(each))]
        hint = f'pip install "{DISTRIBUTION}[{extra}]"'
        name = f"extra {extra}"
        if not faults:
            packages = ", ".join(map(_named, requirements))
            yield Finding(name, State.OK, f"{brings} ({packages})")
        elif len(faults) == sum(map(_is_missing, requirements)):
            yield Finding(name, State.MISSING, brings, hint)
        else:
            yield Finding(name, State.WRONG, f"{brings}: {'; '.join(faults)}", hint)


def version_of(package: str) -> str | None:
    """The version of an installed package; None if it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _required(extra: str) -> Iterator[Requirement]:
    """What Scorewright requires by itself (""), or with an extra more than that."""
    try:
        lines = metadata.requires(DISTRIBUTION) or ()
    except metadata.PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        by_itself, with_extra = (_applies(requirement, each) for each in ("", extra))
        if with_extra and (not extra or not by_itself):
            yield requirement


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def _is_missing(requirement: Requirement) -> bool:
    return version_of(requirement.name) is None


def _fault(requirement: Requirement) -> str:
    """What is wrong with a package; "" if nothing is."""
    version = version_of(requirement.name)
    if version is None:
        return f"{requirement.name} is not installed"
    if requirement.specifier.contains(version, prereleases=True):
        return ""
    return f"{requirement.name} is {version}, and {requirement.specifier} is needed"


def _named(requirement: Requirement) -> str:
    return f"{requirement.name} {version_of(requirement.name)}"


def _install(requirements: Sequence[Requirement]) -> str:
    wanted = (each for each in requirements if _fault(each))
    return "pip install " + " ".join(f'"{each.name}{each.specifier}"' for each in wanted)
