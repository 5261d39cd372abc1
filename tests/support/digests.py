"""`python -m tests.support.digests` prints a hash of everything that each case compiles to."""

import hashlib
import json

from tests.support import cases


def digests() -> dict[str, str]:
    """A hash of all artifacts of each case."""
    return {case: _digest(cases.artifacts(case)) for case in cases.CASES}


def _digest(artifacts: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(list(artifacts.items())).encode()).hexdigest()


if __name__ == "__main__":
    print(json.dumps(digests()))
