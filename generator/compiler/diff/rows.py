"""How each field of a job is told: one table, from the field to the words for it."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator.compiler.diff import recurrence
from generator.compiler.diff.spelling import seconds, span
from generator.contract.job import Job, Parameter, Project
from generator.contract.model import Call, Calls, DataPath, Declared, Firing, Offer, Offered, Slot
from generator.contract.pipelines import (
    Activity,
    BlobEvents,
    CustomEvents,
    Dependency,
    FactoryPart,
    Pipeline,
    Policy,
    Reference,
    Schedule,
    Scoring,
    Times,
    TumblingWindow,
    WindowDependency,
)
from generator.contract.resources import (
    Credential,
    Dataset,
    Deployment,
    Identity,
    KeyVaultSecret,
    LinkedService,
    Principal,
    Target,
)
from generator.contract.steps import (
    AmlPart,
    Column,
    CommandStep,
    Data,
    Environment,
    Model,
    ParallelStep,
    Setting,
)


class Row(Struct, frozen=True):
    """How a field is told.

    `word` names it; with {} in it, the field has several values, each under a name. `say` makes of
    its value what is told, `of_all` makes it of the whole struct; `absent` is told where it is
    left open. Or `follows` says why it is not told: because something else that is told says it.
    """

    word: str = ""
    say: Callable[[Any], object] | None = None
    of_all: Callable[[Any], object] | None = None
    absent: str = "none"
    follows: str = ""


Rows = Mapping[str, Row]
_NAME = Row(follows="things are told by their names")
_APART = Row(follows="its things are told each by itself")
_AS_AML = "that of Azure ML"
_ALL = Row("{}")
"""Data of the factory, in which every value has a name of its own."""


def _name(data: Data) -> str:
    return data.name


def _home_subscription(target: Target) -> str:
    return "" if target.home_subscription == target.subscription else target.home_subscription


def _home_group(target: Target) -> str:
    return "" if target.home_group == target.resource_group else target.home_group


def _names(listed: tuple[Data, ...]) -> tuple[str, ...]:
    return tuple(data.name for data in listed)


def _settings(given: Mapping[str, Setting]) -> dict[str, object]:
    """The settings of a parallel step by their keys, spans of time as a spec writes them."""
    found: dict[str, object] = {}
    for name, value in given.items():
        if name == "environment_variables" and isinstance(value, Mapping):
            found |= {f"environment variable {each}": text for each, text in value.items()}
        elif isinstance(value, int) and name.endswith(("timeout", "interval")):
            found[name] = seconds(value)
        else:
            found[name] = value
    return found


def _by_environment(varying: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    return {
        f"{name} in {environment}": value
        for name, each in varying.items()
        for environment, value in each.items()
    }


def _columns(given: tuple[Column, ...]) -> dict[str, str]:
    return {column.name: column.type for column in given}


def _retry(given: tuple[int, int]) -> str:
    return f"{given[0]} times after {seconds(given[1])}"


def _kind(data: Data) -> str:
    return "" if data.role == "intermediate" else data.kind


_PLACED: Rows = {
    "name": _NAME,
    "at": Row(follows="`place` and the order of the activities"),
    "description": Row("description"),
    "depends_on": Row(follows="`waits for`, where it is not what the order says"),
    "state": Row("state", absent="Active by default"),
    "on_inactive": Row("on_inactive"),
    "user_properties": Row("user property {}"),
}
_STEP: Rows = {
    "name": _NAME,
    "script": Row("script"),
    "arguments": Row("arguments"),
    "model": Row("model"),
    "compute": Row("compute", absent="the job's"),
}
_TRIGGER: Rows = {
    "name": _NAME,
    "description": Row("description"),
    "annotations": Row("annotations"),
}

JOB_ROWS: Mapping[type, Rows] = {
    Job: {
        "name": _NAME,
        "description": Row("description"),
        "sdk": Row("sdk"),
        "target": Row(follows="`calls a`, and the SDK"),
        "parameters": _APART,
        "data": _APART,
        "offer": Row(follows="parameters, data, steps and the SDK"),
        "factory": Row(),
        "aml": Row(),
    },
    Parameter: {
        "name": _NAME,
        "type": Row("type"),
        "default": Row("default"),
        "minimum": Row("minimum"),
        "maximum": Row("maximum"),
        "pattern": Row("pattern"),
        "description": Row("description"),
        "encoded": Row("encoded"),
    },
    Data: {
        "name": _NAME,
        "role": Row("role"),
        "kind": Row("kind", of_all=_kind),
        "datastore": Row("datastore"),
        "datastore_type": Row("kind of datastore"),
        "path": Row("path"),
        "fixed": Row(follows="the path"),
        "varying": Row(follows="the path"),
        "parameters": Row(follows="the path"),
        "description": Row("description"),
        "columns": Row("column {}", _columns),
    },
    Column: {"name": _NAME, "type": Row("type")},
    AmlPart: {
        "endpoint": Row("endpoint"),
        "compute": Row("compute"),
        "environment": Row("environment"),
        "model": Row("model"),
        "steps": _APART,
        "continue_on_step_failure": Row(follows="that of the first scoring"),
    },
    Environment: {
        "python": Row("python"),
        "packages": Row("packages"),
        "image": Row("image"),
        "curated": Row("curated"),
        "version": Row("version"),
    },
    Model: {"name": Row(), "version": Row("version")},
    ParallelStep: {
        **_STEP,
        "input": Row("input", _name),
        "output": Row("output", _name),
        "side_inputs": Row("side_inputs", _names),
        "settings": Row("{}", _settings),
    },
    CommandStep: {**_STEP, "inputs": Row("inputs", _names), "outputs": Row("outputs", _names)},
    # the factory's part
    FactoryPart: {
        "service": Row("service"),
        "linked_service": Row("linked service of Azure ML"),
        "pipelines": _APART,
        "triggers": _APART,
    },
    Pipeline: {
        "name": _NAME,
        "description": Row(follows="the job's"),
        "calls": Row(follows="activities, triggers, parameters and variables"),
        "activities": _APART,
        "folder": Row("folder"),
        "annotations": Row("annotations"),
        "concurrency": Row("concurrency"),
    },
    Activity: {
        **_PLACED,
        "type": Row("type"),
        "properties": _ALL,
        "policy": Row(),
        "given": Row(follows="the policy"),
        "linked_service": Row("linked service"),
        "inputs": Row("input"),
        "outputs": Row("output"),
        "sql_pool": Row("SQL pool"),
        "inner": _APART,
        "cases": Row("cases", tuple),
    },
    Scoring: {
        **_PLACED,
        "policy": Row(),
        "poll_interval": Row("poll_interval", seconds),
        "call": Row(follows="the name"),
        "run_id": Row(follows="the place"),
        "number": Row(follows="the order of the activities"),
    },
    Policy: {
        "timeout": Row("timeout", span),
        "retry": Row("retry"),
        "retry_interval": Row("retry_interval", seconds),
        "secure_input": Row("secure_input"),
        "secure_output": Row("secure_output"),
    },
    Reference: {"name": Row(), "parameters": Row("parameter {}")},
    # triggers
    Schedule: {
        **_TRIGGER,
        "frequency": Row("fires", of_all=recurrence.every),
        "interval": Row(follows="the frequency"),
        "start": Row("start"),
        "end": Row("end"),
        "time_zone": Row("time zone"),
        "times": Row(),
    },
    Times: {
        "minutes": Row("minutes"),
        "hours": Row("hours"),
        "week_days": Row("week days"),
        "month_days": Row("days of the month", recurrence.month_days),
        "month_occurrences": Row("days of the month by week", recurrence.occurrences),
    },
    TumblingWindow: {
        **_TRIGGER,
        "frequency": Row("window", of_all=recurrence.window),
        "interval": Row(follows="the frequency"),
        "start": Row("start"),
        "end": Row("end"),
        "delay": Row("delay", span),
        "max_concurrency": Row("max_concurrency"),
        "retry": Row("retry", _retry),
        "depends_on": Row(follows="`waits for`"),
    },
    BlobEvents: {
        **_TRIGGER,
        "source": Row("source"),
        "events": Row("events", recurrence.blob_events),
        "path_begins": Row("path begins with", recurrence.blob_path),
        "path_ends": Row("path ends with"),
        "ignore_empty": Row("ignore_empty"),
    },
    CustomEvents: {
        **_TRIGGER,
        "source": Row("source"),
        "events": Row("events"),
        "subject_begins": Row("subject begins with"),
        "subject_ends": Row("subject ends with"),
    },
    # the contract, which the portrait tells
    Calls: {
        "pipeline": Row(follows="the job's name"),
        "parameters": Row(follows="the job's parameters"),
        "variables": _APART,
        "calls": Row(follows="the activities"),
        "firings": Row(follows="the triggers"),
    },
    Call: {
        "target": Row(follows="the job's target"),
        "id": Row(follows="the job's target"),
        "parameters": Row(follows="`sends`, where it is not the pipeline's own parameter"),
        "data": Row(follows="the data, and `place of`, where it is another one"),
        "experiment": Row("experiment"),
        "version": Row("version"),
        "parent_run": Row("parent_run"),
        "continue_on_step_failure": Row("continue_on_step_failure", absent="false"),
    },
    Declared: {"type": Row("type"), "default": Row("default")},
    Firing: {"kind": Row(follows="the trigger's type"), "sets": Row("sends {}")},
    Dependency: {
        "activity": Row(follows="`waits for`"),
        "conditions": Row(follows="`waits for`"),
    },
    WindowDependency: {
        "trigger": Row(follows="`waits for`"),
        "offset": Row(follows="`waits for`"),
        "size": Row(follows="`waits for`"),
    },
    DataPath: {
        "datastore": Row(follows="the data"),
        "path": Row(follows="the data"),
        "kind": Row(follows="the data"),
    },
    Offer: dict.fromkeys(("sdk", "pipeline", "parameters", "data"), Row(follows="the job")),
    Offered: dict.fromkeys(
        ("type", "default", "minimum", "maximum", "description"), Row(follows="the parameter")
    ),
    Slot: dict.fromkeys(("role", "kind", "default"), Row(follows="the data")),
}

PROJECT_ROWS: Mapping[type, Rows] = {
    Project: {
        "git": Row("environment of the Git documents"),
        "service": Row("service"),
        "targets": _APART,
        "identity": Row("identity"),
        "linked_services": _APART,
        "datasets": _APART,
        "credentials": _APART,
        "jobs": _APART,
        "deployment": Row("deployment"),
    },
    Deployment: {"by": Row("by"), "ci": Row("ci")},
    Target: {
        "name": _NAME,
        "subscription": Row("subscription"),
        "resource_group": Row("resource group"),
        "workspace": Row("workspace"),
        "region": Row("region"),
        "endpoint_suffix": Row("endpoint suffix"),
        "factory": Row("factory"),
        "synapse": Row("synapse"),
        "principal": Row("service principal"),
        "credentials": Row("credential {}"),
        "sources": Row("source {}"),
        "home_subscription": Row(
            "subscription of the factory", of_all=_home_subscription, absent=_AS_AML
        ),
        "home_group": Row("resource group of the factory", of_all=_home_group, absent=_AS_AML),
        "start_triggers": Row("starts triggers"),
    },
    Principal: {"id": Row(), "tenant": Row("tenant")},
    LinkedService: {
        "name": _NAME,
        "type": Row("type"),
        "description": Row("description"),
        "properties": _ALL,
        "varying": Row("{}", _by_environment),
        "parameters": Row("parameter {}"),
        "connect_via": Row("connect_via"),
        "annotations": Row("annotations"),
    },
    Dataset: {
        "name": _NAME,
        "type": Row("type"),
        "description": Row("description"),
        "linked_service": Row("linked service"),
        "properties": _ALL,
        "parameters": Row("parameter {}"),
        "folder": Row("folder"),
        "annotations": Row("annotations"),
    },
    Credential: {"name": _NAME, "description": Row("description")},
    Identity: {"credential": Row("credential"), "principal_key": Row("key")},
    KeyVaultSecret: {"store": Row("store"), "name": Row("secret")},
}
ROWS: Mapping[type, Rows] = {**JOB_ROWS, **PROJECT_ROWS}
"""Every struct that a project is made of, with every field of it."""
