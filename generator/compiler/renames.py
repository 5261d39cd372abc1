"""Jobs that have another name than when they were generated, and where their files were."""

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath

from generator.diagnostics import Code, Diagnostic, nearest
from generator.spec.load import Loaded
from generator.workspace.lock import Lock, LockFault


def renamed(specs: Mapping[str, str], moved: Mapping[str, str], lock: Lock) -> Mapping[str, str]:
    """The former names of jobs.

    A job had another name if its spec says so, or if its spec is, but for the name, the very one of
    a job that is gone. Two specs that are only alike may be of two jobs.

    Args:
        specs: the text of each spec.
        moved: what specs say, by the new name.
        lock: what was generated.

    Returns:
        The former name by the new one.
    """
    gone = {name: text for name, text in _specs(lock) if name not in specs}
    new = {name: text for name, text in specs.items() if name not in lock.shares}
    found = {name: was for name, was in moved.items() if name in new and was in gone}
    left = gone.keys() - found.values()
    for name in new.keys() - found.keys():
        same = [was for was in left if _named(gone[was], was, name) == new[name]]
        if len(same) == 1:
            found[name] = same[0]
    return _one_to_one(found)


def check_moved(loaded: Loaded, lock: Lock) -> Iterator[Diagnostic]:
    """Former names that no job had, of jobs that are new: their files would be left behind."""
    for name, was in loaded.moved.items():
        if lock.shares and name not in lock.shares and was not in lock.shares:
            place = loaded.places[name].value(("moved_from",))
            near = nearest(was, filter(None, lock.shares))
            hint = f"did you mean {near!r}?" if near else "drop this, or give the job's former name"
            yield Diagnostic(Code.FORMER_NAME, f"no job was called {was!r}", place, hint)


def moves(
    renamed: Mapping[str, str], lock: Lock, wanted: Container[PurePosixPath]
) -> Mapping[PurePosixPath, PurePosixPath]:
    """The former path of each file of jobs that have another name now, by its path now."""
    found: dict[PurePosixPath, PurePosixPath] = {}
    for name, was in renamed.items():
        for path in lock.shares[was].files:
            now = PurePosixPath(*(_renamed(part, was, name) for part in path.parts))
            if now != path and now in wanted:
                found[now] = path
    return found


def _renamed(part: str, was: str, name: str) -> str:
    """A folder or a file whose name begins with the job's."""
    return re.sub(rf"^(test_)?{re.escape(was)}(?=$|[._-])", lambda got: (got[1] or "") + name, part)


def _named(text: str, was: str, name: str) -> str:
    """A spec that gives the job another name."""
    line = re.compile(rf"^(name:\s*[\"']?){re.escape(was)}\b", re.MULTILINE)
    return line.sub(lambda got: got[1] + name, text, count=1)


def _specs(lock: Lock) -> Iterator[tuple[str, str]]:
    for name, share in lock.shares.items():
        try:
            if name and share.spec:
                yield name, share.spec.text()
        except LockFault:
            continue


def _one_to_one(found: Mapping[str, str]) -> Mapping[str, str]:
    """Without the jobs that would share one former name."""
    former = list(found.values())
    return {name: was for name, was in found.items() if former.count(was) == 1}
