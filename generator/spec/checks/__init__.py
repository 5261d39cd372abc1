"""What must hold between the values of a spec, and between a spec and its project."""

from collections.abc import Iterator

from generator.diagnostics.finding import Finding
from generator.spec.checks import (
    data,
    environment,
    expressions,
    flow,
    names,
    parameters,
    project,
    scoring,
    steps,
    triggers,
    variables,
    wiring,
)
from generator.spec.checks.broken import Broken
from generator.spec.checks.context import Context
from generator.spec.checks.project import check_project

JOB_CHECKS = (
    names.check,
    parameters.check,
    data.check,
    steps.check,
    wiring.check,
    environment.check,
    expressions.check,
    triggers.check,
    flow.check,
    scoring.check,
    variables.check,
    project.check_job,
)


def check_job(context: Context) -> Iterator[Finding]:
    """All that is wrong with a job's spec beyond the form of its values."""
    for check in JOB_CHECKS:
        yield from check(context)


__all__ = ["Broken", "Context", "check_job", "check_project"]
