"""mypy as a judge of generated code that uses Azure's SDKs, which need not be installed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

STUBS = Path(__file__).parents[1] / "stubs"


def type_errors(files: Sequence[Path], search: Sequence[Path] = (STUBS,)) -> list[str]:
    """What `mypy --strict` says about files.

    Args:
        files: the files, checked together.
        search: where else modules are looked for; as a default, the stubs of Azure's SDKs, which
            hide the SDKs themselves if those are installed.

    Returns:
        mypy's lines, one for each error; none if all is well.

    Raises:
        RuntimeError: mypy itself failed.
    """
    path = os.pathsep.join(str(folder) for folder in search)
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary", *files],
        env={**os.environ, "MYPYPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode not in (0, 1) or result.stderr:
        raise RuntimeError(result.stdout + result.stderr)
    return result.stdout.splitlines()
