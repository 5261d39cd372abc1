"""Limits of Azure: told before anything is written, each at the place that can change it."""

from msgspec.structs import replace

from generator.factory.arm import LIMITS, check_documents, check_template
from generator.factory.arm.limits import Limits
from tests.support.derived import documents, files


def test_the_limits_are_those_of_the_pages() -> None:
    assert Limits() == LIMITS
    assert (LIMITS.parameters, LIMITS.resources, LIMITS.size) == (256, 800, 4_194_304)
    assert LIMITS.documents["pipeline"] == 204_800
    assert LIMITS.documents["dataset"] == LIMITS.documents["linkedService"] == 102_400


def test_nothing_is_said_of_what_fits() -> None:
    for case in ("services", "assigned", "resources"):
        assert [*check_documents(documents(case))] == []
        assert [*check_template(documents(case))] == []


def test_parameters_are_counted_as_the_template_declares_them() -> None:
    whole = files("resources", LIMITS)["arm/ARMTemplateForFactory.json"]
    declared = whole["parameters"]
    assert isinstance(declared, dict)
    assert [
        *check_template(documents("resources"), replace(LIMITS, parameters=len(declared)))
    ] == []
    (fault,) = check_template(documents("resources"), replace(LIMITS, parameters=len(declared) - 1))
    assert fault.code == "SW311"
    assert fault.path == ("environments",)
    assert fault.message == (
        f"the ARM template has {len(declared)} parameters; {len(declared) - 1} are allowed"
    )


def test_synapse_has_no_such_limit() -> None:
    """What is deployed to it never passes through Azure Resource Manager."""
    synapse = [each for each in documents("services") if each.service == "synapse"]
    assert [*check_template(synapse, replace(LIMITS, parameters=1))] == []


def test_a_large_document_is_told_at_its_own_place() -> None:
    small = replace(LIMITS, documents=dict.fromkeys(LIMITS.documents, 1))
    places = {
        (each.kind, each.name): finding.path
        for each in documents("assigned")
        for _, finding in check_documents([each], small)
    }
    assert places["pipeline", "assigned_v1"] == ("factory",)
    assert places["linkedService", "warehouse"] == ("linked_services", "warehouse")
    # Scorewright makes it of what stands under `aml`; a way without a place leads to the file.
    assert places["linkedService", "machine_learning"] == ("linked_services", "machine_learning")
    assert places["credential", "spare"] == ("credentials", "spare")
    (dataset,) = (each for each in documents("services") if each.kind == "dataset")
    ((job, finding),) = check_documents([dataset], small)
    assert (job, finding.path) == ("", ("datasets", "markers"))
    assert finding.message.startswith("the dataset 'markers' has ")
    assert finding.message.endswith(" bytes; 1 are allowed")
