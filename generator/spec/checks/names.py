"""The job's own name and its endpoint's: they become names in Python, in YAML and in Azure."""

import keyword
import re
from collections.abc import Iterator
from typing import get_args

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context
from generator.spec.checks.taken import OF_THE_PIPELINE, added
from generator.spec.forms import EndpointName
from generator.spec.language.keys import Sdk

_OF_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_FORM = get_args(EndpointName)[1]


def check(context: Context) -> Iterator[Finding]:
    """Check the name of the job, and the name that its endpoint has in each environment."""
    if not context.broken.hides("name"):
        yield from _name(context)
    if context.sdk is Sdk.V2:
        yield from _endpoint(context)


def _name(context: Context) -> Iterator[Finding]:
    name = context.spec.name
    message = reserved(name)
    if not message and context.sdk is Sdk.V2 and name in {*OF_THE_PIPELINE, *added(context)}:
        message = f"the generated code has something called {name!r} already"
    if message:
        yield Finding(Code.RESERVED_NAME, ("name",), message, "choose another name")


def reserved(name: str) -> str:
    """Why no job can have a name, "" if one can."""
    if keyword.iskeyword(name):
        return f"{name!r} is a word of Python"
    return f"{name!r} is a word of YAML" if name in _OF_YAML else ""


def _endpoint(context: Context) -> Iterator[Finding]:
    """The name of a batch endpoint has a limit, and the environment's suffix is part of it.

    Source: the checks of azure-ai-ml's BatchEndpoint.
    """
    given = context.spec.aml.endpoint
    path: Path = ("aml", "endpoint") if given else ("name",)
    if context.broken.touches(*path):
        return
    for environment, target in context.project.environments.items():
        name = (given or context.spec.name.replace("_", "-")) + (target.aml.endpoint_suffix or "")
        formed = re.search(_FORM.pattern, name)
        if not formed or not _FORM.minimum <= len(name) <= _FORM.maximum:
            message = f"the batch endpoint would be called {name!r} in {environment}"
            hint = f"expected {_FORM.about}, {_FORM.minimum} to {_FORM.maximum} characters"
            hint += "" if given else "; name it with `aml: {endpoint: ...}`"
            yield Finding(Code.LIMIT if formed else Code.BAD_NAME, path, message, hint)
            return
