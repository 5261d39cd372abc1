"""What somebody types to add something, as what is added."""

import argparse
from functools import partial

from generator.cli.report import today
from generator.scaffold.activities import Activity, with_activity
from generator.scaffold.additions import Make
from generator.scaffold.environments import with_environment
from generator.scaffold.parameters import Parameter, with_parameter
from generator.scaffold.spelling import Data
from generator.scaffold.triggers import Trigger, with_trigger
from generator.scaffold.values import pairs

_OF_TRIGGERS = (
    *("source", "container", "path_begins", "path_ends", "subject_begins", "subject_ends"),
    *("frequency", "interval", "start", "end", "time_zone", "delay", "max_concurrency"),
    "description",
)
"""The options that are keys of the language, in the order in which they are written."""
_OF_ACTIVITIES = ("description", "linked_service", "timeout", "retry")


def trigger(given: argparse.Namespace) -> Make:
    """A trigger. Raises Refused for what is none."""
    settings = {**_settings(given, _OF_TRIGGERS), "events": given.event}
    parameters = pairs(given.set, "--set")
    made = Trigger(given.name, given.type, settings, given.at, given.on, parameters)
    return partial(with_trigger, trigger=made, today=today())


def parameter(given: argparse.Namespace) -> Make:
    """A parameter."""
    made = Parameter(
        given.name,
        given.type,
        default=given.default,
        minimum=given.minimum,
        maximum=given.maximum,
        pattern=given.pattern,
        choices=given.choices,
        description=given.description,
        steps=given.to,
    )
    return partial(with_parameter, parameter=made)


def activity(given: argparse.Namespace) -> Make:
    """An activity. Raises Refused for properties that are none."""
    properties = pairs(given.property, "--property")
    settings = _settings(given, _OF_ACTIVITIES)
    made = Activity(given.name, given.type, given.where, settings, properties)
    return partial(with_activity, activity=made)


def environment(given: argparse.Namespace) -> Make:
    """An environment. Raises Refused for settings that are none."""
    settings = pairs(given.set, "--set")
    return partial(with_environment, name=given.name, like=given.like, settings=settings)


def _settings(given: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Data]:
    return {name: getattr(given, name) for name in names}
