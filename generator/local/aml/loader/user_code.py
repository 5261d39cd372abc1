"""Somebody's code: imported, called, and what it says when it fails."""

import sys
import traceback
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import FunctionType, ModuleType

from generator.local.aml.graph import Fault, Loaded

SDK = ("azure", "azure.ai", "azure.ai.ml")
NEEDS_SDK = "SDK v2 is not installed here: pip install 'scorewright[aml]'"


class Refused(Exception):
    """The code has been read, and is wrong: each fault, not only the first."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def imported(file: Path) -> ModuleType:
    """A file as the module of its name, which other files of the folder may import."""
    spec = spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def told(file: Path, load: Callable[[], Loaded]) -> Loaded:
    """What loading gives; if the code fails, where and with which words."""
    try:
        return load()
    except Refused as refusal:
        return Loaded(None, refusal.faults)
    except (Exception, SystemExit) as error:
        return Loaded(None, (_fault(file, error),))


def own_functions(module: ModuleType) -> dict[str, FunctionType]:
    """The functions that a module itself defines, in its order."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    }


def _fault(file: Path, error: BaseException) -> Fault:
    """The last line of the folder's own code that was running, and the error's last line."""
    if isinstance(error, SyntaxError) and error.filename:
        return Fault(f"{type(error).__name__}: {error.msg}", error.filename, error.lineno or 0)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(file.parent)]
    if not own:
        return Fault(_words(error), str(file))
    return Fault(_words(error), own[-1].filename, own[-1].lineno or 0)


def _words(error: BaseException) -> str:
    name = getattr(error, "name", None) or ""
    if isinstance(error, ModuleNotFoundError) and name in SDK:
        return NEEDS_SDK
    if isinstance(error, ImportError) and name.partition(".")[0] == "azureml":
        return f"{error}: the local run plays SDK v1 itself, and does not know all of it"
    lines = "".join(traceback.format_exception_only(error)).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
