"""The graph of a pipeline, from its code; which runs in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import generator
from generator.contract.model import Sdk
from generator.local.aml.codec import decode
from generator.local.aml.graph import Fault, Graph, Loaded

LOADER = "generator.local.aml.loader"


class Unloadable(Exception):
    """A pipeline's code cannot be loaded, or what it builds cannot run."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(_line(fault) for fault in faults))
        self.faults = faults


def load_graph(sdk: Sdk, file: Path) -> Graph:
    """The pipeline that a file builds: the SDK and the folder decide, nothing of Azure is asked.

    Args:
        sdk: what it is written for. SDK v2 has to be installed; v1 is played by the stand-in.
        file: the Python file; its folder is the current one while it is loaded.

    Raises:
        Unloadable: it is not there, its code fails, or it builds no pipeline that could run. Each
            fault has file and line where these are known.
    """
    file = file.absolute()
    if not file.is_file():
        raise Unloadable((Fault("there is no such file", str(file)),))
    loaded = _loaded(sdk, file)
    if loaded.graph is None:
        raise Unloadable(loaded.faults)
    return loaded.graph


def _loaded(sdk: Sdk, file: Path) -> Loaded:
    with TemporaryDirectory() as folder:
        target = Path(folder, "graph.json")
        done = subprocess.run(  # noqa: S603 - this very Python, and a module of ours
            [sys.executable, "-P", "-m", LOADER, sdk, str(file), str(target)],
            cwd=file.parent,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if not target.is_file():
            last = done.stderr.strip().splitlines()[-1:] or ["it says nothing"]
            why = f"loading ended with exit code {done.returncode}: {last[0]}"
            return Loaded(None, (Fault(why, str(file)),))
        return decode(Loaded, json.loads(target.read_text("utf-8")))


def _environment() -> dict[str, str]:
    """This process's own, in which this package is found, and nothing is written beside code."""
    root = str(Path(generator.__file__).parents[1])
    path = os.environ.get("PYTHONPATH")
    return os.environ | {
        "PYTHONPATH": os.pathsep.join([root, path] if path else [root]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SCOREWRIGHT_WORKSPACE": "local",
    }


def _line(fault: Fault) -> str:
    place = (
        f"{fault.file}:{fault.line}: " if fault.line else f"{fault.file}: " if fault.file else ""
    )
    return f"{place}{fault.message}"
