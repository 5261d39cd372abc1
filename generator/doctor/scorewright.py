"""Scorewright itself: where it is from, how it is called, and what it keeps on this machine."""

import os
import shutil
from pathlib import Path

from generator import product, user_cache
from generator.doctor.finding import Finding, State
from generator.doctor.packages import version_of

_SDK_V1 = "azureml-pipeline-core"
SUPPORTED_UNTIL = "2026-06-30"
"""The day on which Microsoft's support of Azure ML SDK v1 ended."""


def scorewright() -> Finding:
    """This Scorewright."""
    return Finding("Scorewright", State.OK, f"{product.version()}, {Path(product.__file__).parent}")


def command() -> Finding:
    """Whether the shell finds the command."""
    found = shutil.which("scorewright")
    if found:
        return Finding("command", State.OK, found)
    hint = "add the folder of its scripts to PATH; until then: python -m generator"
    return Finding("command", State.MISSING, "the shell finds no scorewright", hint)


def sdk_v1() -> Finding:
    """Azure ML SDK v1, which only publishing needs."""
    version = version_of(_SDK_V1)
    installed = f"{_SDK_V1} {version}" if version else "not installed, and `run` needs none"
    found = f"{installed}; Microsoft's support ended on {SUPPORTED_UNTIL}"
    return Finding("SDK v1", State.OK, found, "sdk: v2 in a spec sends the job to a batch endpoint")


def cache() -> Finding:
    """What is kept between runs: it saves time, and nothing may depend on it."""
    folder = user_cache.folder()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        hint = "every run looks at everything anew; make it writable, or set XDG_CACHE_HOME"
        return Finding("cache", State.WRONG, f"{folder} cannot be written", hint)
    files = [each for each in folder.glob("*") if each.is_file()]
    size = sum(each.stat().st_size for each in files)
    return Finding("cache", State.OK, f"{folder}, {_size(size)}")


def _size(number: int) -> str:
    """A number of bytes as people say it: "1.5 MB"."""
    if number < 1_000:
        return f"{number} bytes"
    kilo = number / 1_000
    return f"{kilo:.0f} kB" if kilo < 1_000 else f"{kilo / 1_000:.1f} MB"
