"""What activities that need Azure are taken to give: written down in files.

A folder of fixtures holds `PIPELINE/ACTIVITY.json`, named as the pipeline and the activity are. The
file holds an answer, or a list of answers, one for each time the activity is tried, in order:

    {"output": {...}}                                            it succeeds, with this output
    {"status": "Failed", "error": {"errorCode": "...", "message": "..."}}
    {"output": {...}, "seconds": 90}                             it takes so long

`output` can stand beside `error`. Keys that are not these are an error, as is a file for a
pipeline or an activity that does not exist.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, nearest
from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.local.events import Status
from generator.local.factory.documents import read_json
from generator.local.factory.faults import ActivityFailed, Refused

_KEYS = ("output", "status", "error", "seconds")
_STATES = (Status.SUCCEEDED, Status.FAILED)


class Answer(Struct, frozen=True):
    """What an activity gives at one try, after `seconds` of the virtual clock."""

    output: Json
    error: ActivityFailed | None
    seconds: float


class Fixture(Struct):
    """The answers for one activity."""

    pipeline: str
    activity: str
    root: Node
    answers: tuple[Answer, ...]
    repeated: bool
    used: int = 0

    def next(self) -> Answer:
        """The answer to the next try.

        Raises:
            Refused: there were fewer in the list.
        """
        self.used += 1
        if self.repeated:
            return self.answers[0]
        if self.used > len(self.answers):
            message = f"'{self.activity}' is tried once more than there are answers"
            hint = f"there are {len(self.answers)}; an answer outside a list is for every try"
            place = self.root.place
            raise Refused([Diagnostic(Code.OUT_OF_RANGE, message, place, hint)])
        return self.answers[self.used - 1]


class Fixtures(Struct, frozen=True):
    """All fixtures of a run."""

    given: tuple[Fixture, ...] = field(default=())

    def find(self, pipeline: str, activity: str) -> Fixture | None:
        """The fixture for an activity, if there is one; names are compared without case."""
        wanted = (pipeline.casefold(), activity.casefold())
        for each in self.given:
            if (each.pipeline.casefold(), each.activity.casefold()) == wanted:
                return each
        return None

    @property
    def unused(self) -> tuple[Fixture, ...]:
        """Those that no activity has asked for."""
        return tuple(each for each in self.given if not each.used)


def read_fixtures(folder: Path) -> Fixtures:
    """All fixtures of a folder.

    Raises:
        Refused: a file is no fixture; all of them are told.
    """
    found: list[Fixture] = []
    wrong: list[Diagnostic] = []
    for path in sorted(folder.glob("*/*.json")):
        try:
            root = read_json(path).document.root
        except Refused as refused:
            wrong += refused.diagnostics
            continue
        problems = [problem for each in _each(root) for problem in _problems(each)]
        wrong += problems
        if not problems:
            answers = tuple(_answer(each) for each in _each(root))
            found.append(Fixture(path.parent.name, path.stem, root, answers, root.is_object))
    if wrong:
        raise Refused(wrong)
    return Fixtures(tuple(found))


def _each(root: Node) -> Iterator[Node]:
    yield from root.items() if root.is_list else (root,)


def _problems(answer: Node) -> Iterator[Diagnostic]:
    if not answer.is_object:
        message, hint = "an answer is an object", 'such as {"output": {"count": 3}}'
        yield Diagnostic(Code.WRONG_TYPE, message, answer.place, hint)
    for name, member in answer.members():
        if name not in _KEYS:
            near = nearest(name, _KEYS)
            hint = f"did you mean '{near}'?" if near else f"known: {', '.join(_KEYS)}"
            yield Diagnostic(Code.UNKNOWN_KEY, f"an answer has no '{name}'", member.place, hint)
    status, seconds, error = (answer.member(name) for name in ("status", "seconds", "error"))
    if status is not None and status.content not in _STATES:
        hint = f"it is {' or '.join(_STATES)}"
        yield Diagnostic(Code.NOT_A_CHOICE, f"no status: {status.content!r}", status.place, hint)
    if seconds is not None and not _is_duration(seconds.content):
        yield Diagnostic(Code.OUT_OF_RANGE, "`seconds` is a number from 0 on", seconds.place)
    if error is not None and not error.is_object:
        message, hint = "`error` is an object", '{"errorCode": "...", "message": "..."}'
        yield Diagnostic(Code.WRONG_TYPE, message, error.place, hint)
    if error is not None and status is not None and status.content == Status.SUCCEEDED:
        message = "an answer that succeeded has no error"
        yield Diagnostic(Code.NOT_TOGETHER, message, error.place, "drop one of them")


def _is_duration(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _answer(node: Node) -> Answer:
    output, seconds = node.member("output"), node.member("seconds")
    given = output.content if output else None
    duration = seconds.content if seconds else 0
    assert isinstance(duration, int | float)
    error = node.member("error")
    status = node.member("status")
    failed = error is not None or (status is not None and status.content == Status.FAILED)
    return Answer(
        given if failed or output else {}, _error(error, given) if failed else None, duration
    )


def _error(error: Node | None, output: Json) -> ActivityFailed:
    def text(name: str) -> str:
        member = error.member(name) if error else None
        return str(member.content) if member else ""

    message = text("message") or "failed, as its fixture says"
    kind = text("failureType") or "UserError"
    return ActivityFailed(message, text("errorCode"), kind=kind, output=output)
