"""The repository's three jobs, each under either SDK and on either service.

What else differs between them is what a user would have to change, too: what an event's trigger
can read, how the SDKs spell a data flow, and the settings that one SDK alone has.
"""

from collections.abc import Mapping
from functools import cache
from itertools import product

from tests.support.projects import LOAN, SPECS, Change, Texts, changed, texts

JOBS = ("loan_default", "sentiment", "customer_behavior")
SDKS = ("v1", "v2")
SERVICES = ("data_factory", "synapse")

_OF_SERVICE: Mapping[str, Mapping[str, tuple[Change, ...]]] = {
    "loan_default": {"synapse": (("factory:\n", "factory:\n  service: synapse\n"),)},
    "customer_behavior": {"synapse": (("factory:\n", "factory:\n  service: synapse\n"),)},
    "sentiment": {
        "data_factory": (
            ("  service: synapse\n", ""),
            ("trigger().outputs.body.folderPath", "triggerBody().folderPath"),
            ("trigger().outputs.body.fileName", "triggerBody().fileName"),
            ("        dataflow:\n", "        dataFlow:\n"),
        )
    },
}
_OF_SDK: Mapping[str, Mapping[str, tuple[Change, ...]]] = {
    "loan_default": {"v2": (("  sdk: v1 ", "  sdk: v2 "),)},
    "sentiment": {"v2": (("  sdk: v1\n", "  sdk: v2\n"),)},
    "customer_behavior": {"v1": (("  sdk: v2\n", "  sdk: v1\n"), ("    poll_interval: 2m\n", ""))},
}


@cache
def variant(job: str, sdk: str, service: str) -> Texts:
    """One of the jobs alone in the project, under an SDK and on a service."""
    every = texts(LOAN)
    project, spec = SPECS / "project.yaml", SPECS / f"{job}.yaml"
    changes = (*_OF_SDK[job].get(sdk, ()), *_OF_SERVICE[job].get(service, ()))
    return {project: every[project], spec: changed(every[spec], *changes)}


VARIANTS: Mapping[str, tuple[str, str, str]] = {
    f"{job}_{sdk}_{service}": (job, sdk, service)
    for job, sdk, service in product(JOBS, SDKS, SERVICES)
}
"""The name of each variant: its job, SDK and service."""

AS_THEY_ARE = (
    ("loan_default", "v1", "data_factory"),
    ("sentiment", "v1", "synapse"),
    ("customer_behavior", "v2", "data_factory"),
)
"""The variants that the repository's own specs are."""
