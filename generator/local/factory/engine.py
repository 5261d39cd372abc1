"""Runs the activities of pipelines, each when those it waits for have ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct, field

from generator.expression.context import Context
from generator.expression.values import Json
from generator.factory.read import Document
from generator.local.events import ActivityEnded, ActivityStarted, Status, Tell
from generator.local.factory.activities import HANDLERS, answered, skipped_here
from generator.local.factory.activity import Activity, read_activities
from generator.local.factory.clock import Clock, Task
from generator.local.factory.documents import Documents
from generator.local.factory.durations import spelled
from generator.local.factory.faults import ActivityFailed, timed_out
from generator.local.factory.order import deciding
from generator.local.factory.parameters import declared, shown
from generator.local.factory.policy import Policy, read_policy
from generator.local.factory.resolve import Resolver
from generator.local.factory.result import ActivityRun, PipelineRun
from generator.local.factory.services import Services
from generator.local.factory.started import Started, iso, system
from generator.local.factory.work import Frame, Outcome, Scope, Work

HIDDEN = "(hidden by the activity's policy)"
_INACTIVE = "inactive"


class Ended(Struct, frozen=True):
    """How an activity ended."""

    status: Status
    message: str = ""
    output: Json = None
    error: Json = None


class Record(Struct):
    """An activity run that is being written down."""

    activity: Activity
    scope: Scope
    start: datetime
    began: float
    work: Work | None = None
    policy: Policy = field(default_factory=Policy)
    tries: int = 0
    failure: ActivityFailed | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The way to the activity."""
        return (*self.scope.path, self.activity.name)

    @property
    def sent(self) -> Json:
        """What the activity's properties were evaluated to; null if they were not."""
        return self.work.sent if self.work else None


class Interpreter:
    """Runs pipelines on one clock. `runs` are all activities so far, by the order they began in."""

    def __init__(self, documents: Documents, services: Services, tell: Tell) -> None:
        self.documents, self.services, self.tell = documents, services, tell
        self.clock: Clock = services.clock
        self._runs: dict[int, ActivityRun] = {}
        self._count = 0

    @property
    def runs(self) -> tuple[ActivityRun, ...]:
        """Every activity that has ended, in the order in which they began."""
        return tuple(self._runs[number] for number in sorted(self._runs))

    # pipelines ------------------------------------------------------------------------------------

    async def pipeline(
        self, document: Document, given: Mapping[str, Json], started: Started, path: tuple[str, ...]
    ) -> PipelineRun:
        """Run a pipeline whose parameters are bound."""
        run_id, began = self.services.new_id(), self.clock.elapsed
        facts = system(started, document.name, run_id, self.documents.factory, self.clock.now())
        variables = {each.name: each.default for each in declared(document, "variables")}
        frame = Frame(document, run_id, started, given, facts, variables)
        activities = read_activities(document.root.member("properties", "activities"))
        outcome = await self.run_all(activities, Scope(frame, path))
        return PipelineRun(
            pipeline=document.name,
            run_id=run_id,
            status=outcome.status,
            message=outcome.message,
            trigger=started.value,
            system=facts,
            parameters=shown(document, given),
            variables=dict(variables),
            returned=dict(frame.returned),
            activities=(),
            seconds=self.clock.elapsed - began,
        )

    # activities -----------------------------------------------------------------------------------

    async def run_all(self, activities: Sequence[Activity], scope: Scope) -> Outcome:
        """Run a list of activities: those that are ready, in their order, beside each other."""
        tasks: dict[str, Task[Ended]] = {}
        for each in activities:
            tasks[each.key] = self.clock.start(self._in_turn(each, tasks, scope))
        ended = {key: await task for key, task in tasks.items()}
        last = deciding(activities, {key: each.status for key, each in ended.items()})
        failed = [each for each in last if ended[each.key].status is Status.FAILED]
        return Outcome(tuple((each.name, ended[each.key].message) for each in failed))

    async def _in_turn(
        self, activity: Activity, tasks: Mapping[str, Task[Ended]], scope: Scope
    ) -> Ended:
        met = [
            each.met_by((await tasks[each.activity.casefold()]).status)
            for each in activity.depends_on
        ]
        self._count += 1
        number, record = self._count, Record(activity, scope, self.clock.now(), self.clock.elapsed)
        if not all(met):
            ended = Ended(Status.SKIPPED, "what it waits for did not end as it asks")
        elif not activity.active:
            ended = Ended(activity.inactive_as, _INACTIVE)
        else:
            ended = await self._run(record)
        self._keep(number, record, ended)
        return ended

    async def _run(self, record: Record) -> Ended:
        activity, scope = record.activity, record.scope
        try:
            record.policy = read_policy(activity, self.resolver(scope))
            work = HANDLERS.get(activity.type, skipped_here)(activity, scope, self)
            record.work = answered(work, activity, scope, self, record.policy.timeout)
        except ActivityFailed as failure:
            self.tell(ActivityStarted(record.path, activity.type))
            return _failed(record, failure)
        detail = "" if record.policy.secure_input else record.work.detail
        self.tell(ActivityStarted(record.path, activity.type, detail))
        return await self._tried(record, record.work)

    async def _tried(self, record: Record, work: Work) -> Ended:
        """Try an activity as often as its policy says."""
        while True:
            record.tries += 1
            began = self.clock.elapsed
            try:
                output = await work.do()
                self._check_time(record, began)
                return Ended(Status.SUCCEEDED, output=output)
            except ActivityFailed as failure:
                if record.tries > record.policy.retry:
                    return _failed(record, failure)
            await self.clock.sleep(record.policy.retry_interval)

    def _check_time(self, record: Record, began: float) -> None:
        if self.clock.elapsed - began > record.policy.timeout:
            raise timed_out("activity", spelled(record.policy.timeout))

    def _keep(self, number: int, record: Record, ended: Ended) -> None:
        """Write down how an activity ended, for expressions, for the result, and who listens."""
        activity, policy = record.activity, record.policy
        seconds = self.clock.elapsed - record.began
        record.scope.ended[activity.name] = _readable(record, ended, self.clock.now())
        message = ended.message
        if policy.secure_output and ended.status is Status.FAILED:
            message = HIDDEN
        self.tell(ActivityEnded(record.path, activity.type, ended.status, seconds, message))
        self._runs[number] = ActivityRun(
            path=record.path,
            pipeline=record.scope.frame.name,
            name=activity.name,
            type=activity.type,
            status=ended.status,
            start=record.start,
            seconds=seconds,
            sent=HIDDEN if policy.secure_input else record.sent,
            output=HIDDEN if policy.secure_output else ended.output,
            error=HIDDEN if policy.secure_output and ended.error else ended.error,
            message=message,
            tries=record.tries,
            place=self.documents.place(activity.node.member("name") or activity.node),
            diagnostic=record.failure.diagnostic if record.failure else None,
        )

    def resolver(self, scope: Scope) -> Resolver:
        """Evaluates in a scope, as things are now."""
        frame = scope.frame
        context = Context(
            parameters=frame.parameters,
            global_parameters=self.documents.global_parameters,
            system=frame.system,
            variables=frame.variables,
            activities=scope.ended,
            item=scope.item,
            now=self.clock.now,
        )
        return Resolver(self.documents, context, frozenset(frame.unanswered))


def _failed(record: Record, failure: ActivityFailed) -> Ended:
    record.failure = failure
    error: dict[str, Json] = {
        "errorCode": failure.code,
        "message": failure.message,
        "failureType": failure.kind,
        "target": record.activity.name,
    }
    return Ended(Status.FAILED, failure.message, failure.output, error)


def _readable(record: Record, ended: Ended, now: datetime) -> Mapping[str, Json]:
    """What `activity('x')` gives: output and error only where there is one."""
    inactive = ended.message == _INACTIVE
    facts: dict[str, Json] = {
        "activityName": record.activity.name,
        "activityType": record.activity.type,
        "status": "Inactive" if inactive else ended.status.value,
        "executionStartTime": iso(record.start),
        "executionEndTime": iso(now),
        "duration": spelled((now - record.start).total_seconds()),
    }
    unanswered = record.activity.key in record.scope.frame.unanswered
    if ended.output is not None and not unanswered:
        facts["output"] = ended.output
    if ended.error is not None:
        facts["error"] = ended.error
    return facts
