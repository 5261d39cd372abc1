"""A new environment of a project, like one that is there."""

import re
from collections.abc import Iterator, Mapping

from generator.diagnostics import Path, nearest
from generator.scaffold.additions import Entry
from generator.scaffold.editing import with_entry
from generator.scaffold.meaning import data_of, entries, text_at, walked
from generator.scaffold.refusal import Refused
from generator.scaffold.spelling import Data
from generator.scaffold.taken import check_free
from generator.scaffold.values import free, nested


def with_environment(
    project: str, name: str, like: str | None, settings: Mapping[str, str]
) -> Entry:
    """Add an environment to the text of a project file.

    It has all that another one has, in which the name of that one becomes its own wherever it is a
    word: aml-dev becomes aml-qa. What was typed is put over that.

    Args:
        project: the text.
        name: the new environment.
        like: the other one; without it the last one.
        settings: values by their ways, such as aml.workspace.

    Raises:
        Refused: there is such an environment, or none like `like`.
    """
    way: Path = ("environments", name)
    check_free(project, way, "environment")
    there = entries(data_of(project), "environments")
    if not there:
        raise Refused("there is no environment yet that it could be like", "write the first one")
    like = like or [*there][-1]
    if like not in there:
        near = nearest(like, there)
        hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(there)}"
        raise Refused(f"--like: there is no environment {like!r}", hint)
    word = re.compile(rf"(?<![A-Za-z0-9]){re.escape(like)}(?![A-Za-z0-9])")
    typed = nested({key: free(value) for key, value in settings.items()})
    given = _over(_renamed(there[like], word, name), typed)
    same = ", ".join(_same(there[like], given, like))
    note = (f"as in {like}, so see whether it is meant: {same}",) if same else ()
    return Entry(with_entry(project, way, given), way, f"environment {name}, like {like}", note)


def _same(old: Data, new: Data, like: str) -> Iterator[str]:
    """The ways to text that two environments have in common, or that still names the other one."""
    for path, value in walked(new):
        if isinstance(value, str) and (like in value or value == text_at(old, *map(str, path))):
            yield ".".join(map(str, path))


def _renamed(value: Data, word: re.Pattern[str], name: str) -> Data:
    if isinstance(value, Mapping):
        return {key: _renamed(inner, word, name) for key, inner in value.items()}
    if not isinstance(value, str):
        return value
    return word.sub(name, value)


def _over(value: Data, given: Mapping[str, Data]) -> Data:
    """A mapping with others of its values, at any depth."""
    if not isinstance(value, Mapping):
        return given
    changed = {
        key: _over(value.get(key), inner) if isinstance(inner, Mapping) else inner
        for key, inner in given.items()
    }
    return {**value, **changed}
