"""What a project file needs before it can have a job like an example."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.diagnostics import Path
from generator.scaffold.editing import with_entry
from generator.scaffold.meaning import data_of, entries, text_at, walked
from generator.scaffold.spelling import Data

Need = tuple[Path, Data]
"""An entry of a project file that is missing."""


def with_needs(project: str, spec: str, example: str) -> str:
    """Add what a spec refers to and a project file lacks.

    Args:
        project: the text of the project file.
        spec: the text of the spec, as it is to be added.
        example: the text of a project file that has all that the spec refers to.

    Returns:
        The text with the datastores, the linked services, the sources of events, the things that
        are there already, and what stands for them here. What differs between environments is that
        of the example, with the names of this project's environments in it: somebody has to look.

    Raises:
        Unchangeable: the project file cannot be edited so.
    """
    job, theirs = data_of(spec), data_of(example)
    for of_kind in (_datastores, _models, _linked_services, _sources, _existing, _compute):
        for path, value in of_kind(job, data_of(project), theirs):
            project = with_entry(project, path, value)
    return project


def _datastores(job: Data, own: Data, theirs: Data) -> Iterator[Need]:
    used = {text_at(each, "datastore") for each in entries(job, "data").values()}
    yield from _missing(("datastores",), used, own, theirs)
    yield from _missing(("local", "datastores"), used, own, theirs)


def _models(job: Data, own: Data, theirs: Data) -> Iterator[Need]:
    """What stands here for the model. On Azure it is registered: no file has it."""
    name, version = text_at(job, "model", "name"), text_at(job, "model", "version")
    yield from _missing(("local", "models"), {f"{name}:{version}"}, own, theirs)


def _linked_services(job: Data, own: Data, theirs: Data) -> Iterator[Need]:
    used = {text_at(each, "linked_service") for _, each in walked(job)}
    there = entries(own, "existing").get("linked_services")
    used -= set(there) if isinstance(there, Sequence) else set()
    yield from _missing(("linked_services",), used, own, theirs)
    made = used - entries(own, "linked_services").keys()
    yield from _of_environments("linked_services", made, own, theirs)


def _sources(job: Data, own: Data, theirs: Data) -> Iterator[Need]:
    triggers = entries(job, "factory", "triggers").values()
    used = {text_at(each, "source") for each in triggers}
    yield from _of_environments("sources", used, own, theirs)


def _existing(job: Data, own: Data, theirs: Data) -> Iterator[Need]:
    used = {text_at(each, "referenceName") for _, each in walked(job)}
    for section, names in entries(theirs, "existing").items():
        there = entries(own, "existing").get(section)
        known = list(there) if isinstance(there, Sequence) else []
        for name in names if isinstance(names, Sequence) else ():
            if name in used and name not in known:
                path: Path = ("existing", section)
                yield ((*path, len(known)), name) if known else (path, [name])
                known.append(name)


def _compute(job: Data, own: Data, _: Data) -> Iterator[Need]:
    if not text_at(job, "compute") and not text_at(own, "defaults", "compute"):
        yield ("defaults", "compute"), "cpu-cluster"


def _missing(section: tuple[str, ...], used: set[str], own: Data, theirs: Data) -> Iterator[Need]:
    there, known = entries(own, *section), entries(theirs, *section)
    for name in sorted(used & known.keys() - there.keys()):
        yield (*section, name), known[name]


def _of_environments(section: str, used: set[str], own: Data, theirs: Data) -> Iterator[Need]:
    """The values that each environment has, in the names of this project."""
    like, target = next(iter(entries(theirs, "environments").items()))
    known = entries(target, section)
    for environment, of in entries(own, "environments").items():
        words = {**_words(target, of), like: re.sub("[^a-z0-9]", "", environment)}
        for name in sorted(used & known.keys() - entries(of, section).keys()):
            yield ("environments", environment, section, name), _reworded(known[name], words)


def _words(like: Data, own: Data) -> Mapping[str, str]:
    """What an environment of the example is called, and what it is called here."""
    keys = ("subscription", "resource_group")
    return {text_at(like, "aml", key): text_at(own, "aml", key) for key in keys}


def _reworded(value: Data, words: Mapping[str, str]) -> Data:
    if isinstance(value, Mapping):
        return {key: _reworded(inner, words) for key, inner in value.items()}
    if not isinstance(value, str):
        return value
    pattern = "|".join(map(re.escape, words))
    return re.sub(pattern, lambda found: words[found[0]] or found[0], value)
