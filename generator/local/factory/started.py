"""What started a pipeline, and what its expressions can read of it."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from generator.expression.values import Json


class Started(Struct, frozen=True):
    """What started a run.

    `kind` is "Manual", the type of a trigger, or "PipelineActivity"; `time` is when it fired, by
    itself the beginning of the run. `by` are name and run id of the calling pipeline, `group` the
    run that all of this belongs to. `value` is what `trigger()` gave in the trigger.
    """

    kind: str = "Manual"
    name: str = "Manual"
    id: str = ""
    time: datetime | None = None
    by: tuple[str, str] | None = None
    group: str = ""
    value: Mapping[str, Json] | None = None


MANUALLY = Started()


def iso(moment: datetime) -> str:
    """A moment as Data Factory writes the time of a run: to seven digits, in UTC."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f") + "0Z"


def system(
    started: Started, pipeline: str, run_id: str, factory: str, now: datetime
) -> dict[str, Json]:
    """The properties of `pipeline()`, but for parameters and global parameters.

    Source: page control-flow-system-variables, section "Pipeline scope".
    """
    name, run = started.by or (None, None)
    return {
        "DataFactory": factory,
        "Pipeline": pipeline,
        "RunId": run_id,
        "TriggerType": started.kind,
        "TriggerId": started.id or run_id,
        "TriggerName": started.name,
        "TriggerTime": iso(started.time or now),
        "GroupId": started.group or run_id,
        "TriggeredByPipelineName": name,
        "TriggeredByPipelineRunId": run,
    }
