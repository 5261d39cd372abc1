"""The generated scripts against a service on this machine, over TLS, by the real SDKs."""

from tests.deploy import project
from tests.deploy.conftest import Side
from tests.deploy.project import azure, deployed, documents, wanted


def test_the_first_run_creates_all_in_order(side: Side) -> None:
    side.starts_as(azure(side.service, patient=side.service == "synapse"))
    done = side.run("deploy")
    assert (done.code, done.err) == (0, ""), done
    assert side.azure.sent == {what: wanted(each) for what, each in documents(side.service).items()}
    triggers = {each.name for each in documents(side.service).values() if each.kind == "trigger"}
    assert side.azure.running == {*triggers, "theirs_daily"}


def test_the_second_run_writes_nothing(side: Side) -> None:
    side.starts_as(azure(side.service))
    assert side.run("deploy").code == 0
    first = len(side.azure.writes)
    assert side.run("deploy").code == 0
    assert side.azure.writes[first:] == []
