"""`python -m tests.support.digests` prints hashes of what the whole language compiles to."""

import hashlib
import json

from tests.support import cases

WHOLE_LANGUAGE = ["everything", "principal", "assigned", "resources", "services"]
"""The cases which together use every key: what hangs on chance shows in one of them."""


def digests() -> dict[str, str]:
    """A hash of all artifacts of each of those cases."""
    return {case: _digest(cases.artifacts(case)) for case in WHOLE_LANGUAGE}


def _digest(artifacts: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(list(artifacts.items())).encode()).hexdigest()


if __name__ == "__main__":
    print(json.dumps(digests()))
