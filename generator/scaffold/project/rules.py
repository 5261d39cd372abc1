"""Which answers are allowed: by the rules of the language, which are those of Azure.

An answer is rendered into paths, YAML and scripts by a template engine that escapes nothing. So
each is text of a narrow form, those too whose meaning only a template of the user's own knows.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast, get_args

from generator.spec.checks.names import reserved
from generator.spec.checks.taken import OF_THE_PIPELINE
from generator.spec.files import PROJECT
from generator.spec.forms import EndpointName, Text
from generator.spec.hints import hints, unwrapped
from generator.spec.language import JobSpec
from generator.spec.language.project import TargetSpec, WorkspaceSpec
from generator.spec.words import shortened

Answers = Mapping[str, str]
"""Answers by key: those before the one that is judged."""
Rule = Callable[[str, Answers], str]
"""Says what is wrong with an answer, "" if nothing."""

_FOLDER = Text(
    "^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$",
    "the name of a folder: letters, digits, _ . -, a letter or digit first",
    60,
)
_ANYTHING = Text(
    "^[A-Za-z0-9 _.,:;/@+=()~-]*$", "text of letters, digits, spaces and .,:;/@+=()~_-"
)
_MOST_ENVIRONMENTS = 20


def wrong(key: str, answer: str, answers: Answers) -> str:
    """What is wrong with an answer, "" if nothing.

    Args:
        key: the variable it answers.
        answer: the answer.
        answers: all answers before it.
    """
    rule = RULES.get(key)
    return rule(answer, answers) if rule else _unformed(answer, _ANYTHING)


def proposed(key: str, answer: str, answers: Answers) -> str:
    """An answer near a wrong one that would be allowed, "" if none is found."""
    letters = unicodedata.normalize("NFKD", answer).encode("ascii", "ignore").decode()
    words = re.findall("[A-Za-z0-9]+", letters)
    if key == "environments":
        near = [" ".join(dict.fromkeys(re.findall("[a-z0-9_]+", letters.lower())))]
    else:
        near = [form for joint in ("-", "_", "") for form in _forms(words, joint)]
    return next((each for each in near if each and not wrong(key, each, answers)), "")


def _forms(words: Sequence[str], joint: str) -> Iterator[str]:
    """The words as one: as they are, in small letters, and short."""
    name = joint.join(words)
    yield from (name, name.lower(), name.lower()[:16].strip(joint))


def environments_of(answer: str) -> list[str]:
    """The environments that an answer names."""
    return answer.split(" ") if answer else []


def suffix(environment: str) -> str:
    """What stands behind the names that an environment has in Azure."""
    return "-" + environment.replace("_", "-")


def _unformed(text: str, form: Text) -> str:
    if len(text) < form.minimum or len(text) > form.maximum:
        return f"{shortened(text)} has {len(text)} characters, not {form.minimum} to {form.maximum}"
    # `fullmatch`, for `$` also stands before a line's end.
    if not re.fullmatch(form.pattern, text):
        return f"{shortened(text)} is not {form.about}"
    return ""


def _form(cls: type, key: str) -> Text:
    """The form that the language has for a key."""
    return cast("Text", unwrapped(hints(cls)[key])[1])


def _formed(form: Text) -> Rule:
    return lambda answer, _: _unformed(answer, form)


def _per_environment(answer: str, answers: Answers, form: Text) -> str:
    """What is wrong with the names that an answer is the beginning of."""
    if not re.match("[A-Za-z0-9]", answer):
        return f"{shortened(answer)} does not begin with a letter or a digit"
    names = [answer + suffix(each) for each in environments_of(answers.get("environments", ""))]
    return next(filter(None, (_unformed(name, form) for name in names)), "")


def _factory(answer: str, answers: Answers) -> str:
    key = "synapse" if answers.get("service") == "synapse" else "factory"
    return _per_environment(answer, answers, _form(TargetSpec, key))


def _in_workspace(key: str) -> Rule:
    return lambda answer, answers: _per_environment(answer, answers, _form(WorkspaceSpec, key))


def _environments(answer: str, _: Answers) -> str:
    names = environments_of(answer)
    if not names:
        return "there has to be one at least"
    if len(names) > _MOST_ENVIRONMENTS:
        return f"{len(names)} environments are more than {_MOST_ENVIRONMENTS}"
    if len(set(map(suffix, names))) < len(names):
        return f"{shortened(answer)} names an environment twice"
    return next(filter(None, map(_environment, names)), "")


def _environment(name: str) -> str:
    if why := _unformed(name, _form(JobSpec, "name")):
        return why
    why = _unformed(suffix(name), _form(WorkspaceSpec, "endpoint_suffix"))
    return f"what stands behind the names of {shortened(name)}: {why}" if why else ""


def _job(answer: str, answers: Answers) -> str:
    if why := _unformed(answer, _form(JobSpec, "name")) or reserved(answer):
        return why
    if answer == PROJECT:
        return f"{answer!r} is the name of the project file"
    if answer in OF_THE_PIPELINE:
        return f"the generated code has something called {answer!r} already"
    # With v2, the name of its batch endpoint is the job's, and Azure counts the suffix.
    endpoint = _per_environment(answer.replace("_", "-"), answers, get_args(EndpointName)[1])
    return f"its batch endpoint: {endpoint}" if endpoint and answers.get("sdk") == "v2" else ""


RULES: Mapping[str, Rule] = {
    "folder": _formed(_FOLDER),
    "job": _job,
    "environments": _environments,
    "factory": _factory,
    "workspace": _in_workspace("workspace"),
    "resource_group": _in_workspace("resource_group"),
    "subscription": _formed(_form(WorkspaceSpec, "subscription")),
    "region": _formed(_form(WorkspaceSpec, "region")),
}
"""The rule of each variable that has one of its own."""
