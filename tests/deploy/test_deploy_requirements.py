"""What the deployment scripts install is what the tests run them with."""

from generator.deploy.requirements import requirements
from tests.support.generated import ROOT

OWN = {"azure-mgmt-datafactory"}
"""Of another version than the judge of documents; the tests install both."""


def pins(text: str) -> dict[str, str]:
    lines = (line for line in text.splitlines() if "==" in line and not line.startswith("#"))
    return {name: version for name, _, version in (line.partition("==") for line in lines)}


def test_the_pins_are_those_of_the_tests() -> None:
    tested = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    given = pins(requirements("# header", ["data_factory", "synapse"], {"v1", "v2"}))
    assert OWN <= given.keys() <= tested.keys()
    assert {name for name, version in given.items() if tested[name] != version} == OWN
