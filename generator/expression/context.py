"""What an expression can read of the run that it stands in."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from msgspec import Struct, field

from generator.expression.values import Json


class Absent(Enum):
    """For what is not there, where null would be a value."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


def _now() -> datetime:
    return datetime.now(UTC)


class Context(Struct, frozen=True):
    """Values by their names, which are looked up without regard to letter case.

    Attributes:
        parameters: `pipeline().parameters`.
        global_parameters: `pipeline().globalParameters`.
        system: the other properties of `pipeline()`: RunId, Pipeline, TriggerTime ...
        variables: `variables('name')`.
        activities: `activity('name')`: an object with status, output and, if it failed, error.
        item: `item()`, inside a loop.
        trigger: `trigger()`, in a trigger.
        trigger_body: `triggerBody()`, in a trigger.
        now: the time that `utcNow()` tells; a time zone is expected.
    """

    parameters: Mapping[str, Json] = field(default_factory=dict)
    global_parameters: Mapping[str, Json] = field(default_factory=dict)
    system: Mapping[str, Json] = field(default_factory=dict)
    variables: Mapping[str, Json] = field(default_factory=dict)
    activities: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    item: Json | Absent = ABSENT
    trigger: Mapping[str, Json] | None = None
    trigger_body: Json | Absent = ABSENT
    now: Callable[[], datetime] = _now
