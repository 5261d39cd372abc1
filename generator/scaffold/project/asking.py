"""From what is given and what is typed to answers that are all allowed.

Nothing that is given is ever rendered as a template, as cookiecutter does with defaults: only the
template's own defaults are, with answers that were judged before.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.scaffold.project.rules import proposed, wrong
from generator.scaffold.project.template import Question, Template
from generator.spec.words import one_of, shortened

COMMAND_LINE = "the command line"


class Given(Struct, frozen=True):
    """An answer that somebody gave, and where. `final` ones are not asked for again."""

    answer: object
    source: str
    final: bool = True


Ask = Callable[[Question, str, str], str]
"""Asks a person: the question, the default, and how far it is."""
Tell = Callable[[Diagnostic], None]
Render = Callable[[str, Mapping[str, str]], str]
"""Renders a default of a template with the answers so far."""


class RefusedError(Exception):
    """Answers that are not allowed; carries a diagnostic for each."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostics[0].message)
        self.diagnostics = tuple(diagnostics)


class Asking(Struct):
    """Finds the answers to a template's questions, one after another.

    Without `ask`, nobody is asked: defaults count.
    """

    template: Template
    given: Mapping[str, Given]
    render: Render
    ask: Ask | None = None
    tell: Tell | None = None
    answers: dict[str, str] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def answered(self) -> Mapping[str, str]:
        """All answers, in the order of the questions.

        Raises:
            RefusedError: some that were given are not allowed, and nobody is asked for better ones,
                or they answer nothing.
        """
        self.faults.extend(self._unknown())
        if self.faults:
            raise RefusedError(self.faults)
        for number, question in enumerate(self.template.questions, start=1):
            self.answers[question.key] = self._answer(question, number)
        if self.faults:
            raise RefusedError(self.faults)
        return self.answers

    def _unknown(self) -> list[Diagnostic]:
        known = [question.key for question in self.template.questions]
        return [
            _unknown(key, given, known) for key, given in self.given.items() if key not in known
        ]

    def _answer(self, question: Question, number: int) -> str:
        default = self.render(question.default, self.answers)
        given = self.given.get(question.key, Given(default, "cookiecutter.json", final=False))
        fault = self.fault(question, given.answer, given.source)
        if self.ask is None or (given.final and fault is None):
            self.faults += [fault] if fault else []
            return default if fault else str(given.answer)
        if fault and self.tell:
            self.tell(fault)
        return self._asked(question, default if fault else str(given.answer), number)

    def _asked(self, question: Question, default: str, number: int) -> str:
        """Ask until the answer is allowed."""
        assert self.ask is not None
        while True:
            answer = self.ask(question, default, f"  [{number}/{len(self.template.questions)}] ")
            fault = self.fault(question, answer, "your answer")
            if fault is None:
                return answer
            if self.tell:
                self.tell(fault)

    def fault(self, question: Question, answer: object, source: str) -> Diagnostic | None:
        """What is wrong with an answer, and which would do."""
        place = Place(PurePosixPath(source))
        if not isinstance(answer, str):
            message = f"{question.key}: {shortened(str(answer))} is no text"
            return Diagnostic(Code.WRONG_TYPE, message, place, "put it in quotes")
        if question.choices:
            return _not_chosen(question, answer, place)
        if not (why := wrong(question.key, answer, self.answers)):
            return None
        near = proposed(question.key, answer, self.answers)
        hint = f"allowed would be {near!r}" if near else "choose another"
        return Diagnostic(Code.BAD_NAME, f"{question.key}: {why}", place, hint)


def _not_chosen(question: Question, answer: str, place: Place) -> Diagnostic | None:
    if answer in question.choices:
        return None
    near = nearest(answer, question.choices)
    message = f"{question.key}: {shortened(answer)} is not {one_of(question.choices)}"
    hint = f"did you mean {near!r}?" if near else "choose one of them"
    return Diagnostic(Code.NOT_A_CHOICE, message, place, hint)


def _unknown(key: str, given: Given, known: Sequence[str]) -> Diagnostic:
    near = nearest(key, known)
    hint = f"did you mean {near!r}?" if near else f"there are {', '.join(known)}"
    message = f"nothing is asked that is called {shortened(key)}"
    return Diagnostic(Code.UNKNOWN_KEY, message, Place(PurePosixPath(given.source)), hint)
