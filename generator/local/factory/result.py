"""What came of a run, for whoever shows it."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from generator.diagnostics import Diagnostic, Place
from generator.expression.values import Json
from generator.local.events import Status


class ActivityRun(Struct, frozen=True):
    """One run of an activity, in the order in which they began.

    Attributes:
        path: leads to it from the pipeline that was started, as in events.
        pipeline: the pipeline that the activity is of.
        name, type: the activity's.
        status: how it ended; an inactive one as it is marked.
        start: when it began, on the virtual clock; `seconds` is how long it took, retries included.
        sent: its type properties as far as it uses them, evaluated: of an AML or a Web activity,
            what was sent. Hidden where the policy says so.
        output: what it gave; null if nothing. Hidden where the policy says so.
        error: as Data Factory has it: errorCode, message, failureType, target; null if none.
        message: why it failed, or was not run, in a few words.
        tries: how often it was tried; 0 if it was not run.
        place: where it stands.
        diagnostic: the place in the document that is to blame for a failure, if one is.
    """

    path: tuple[str, ...]
    pipeline: str
    name: str
    type: str
    status: Status
    start: datetime
    seconds: float
    sent: Json
    output: Json
    error: Json
    message: str
    tries: int
    place: Place
    diagnostic: Diagnostic | None = None


class PipelineRun(Struct, frozen=True):
    """One run of a pipeline.

    Attributes:
        pipeline, run_id: which one, and which run.
        status: by Data Factory's leaf rule.
        message: why it failed.
        trigger: what `trigger()` gave; None for a run that no trigger started.
        system: what the other properties of `pipeline()` gave.
        parameters: the values of its parameters, those of secrets blotted out.
        variables: the values of its variables at the end.
        returned: its pipeline return value.
        activities: every activity that was run or skipped, those of called pipelines too.
        seconds: of the virtual clock.
    """

    pipeline: str
    run_id: str
    status: Status
    message: str
    trigger: Mapping[str, Json] | None
    system: Mapping[str, Json]
    parameters: Mapping[str, Json]
    variables: Mapping[str, Json]
    returned: Mapping[str, Json]
    activities: tuple[ActivityRun, ...]
    seconds: float
