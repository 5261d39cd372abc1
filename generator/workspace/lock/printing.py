"""The text of a share: JSON in which git can merge what two branches did to different files.

A value that changes has a line of its own and, mostly, one beside it that never does. The seal
tells a share that one run has written from one that git or somebody has put together. Where it
stands depends on the seal itself: what two branches write stands in two places, git takes both, and
two seals are none.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.workspace.lock.forms import check_path
from generator.workspace.lock.model import Row, Share

FOLDER = ".scorewright"
VERSION = 2
_SHARED = "_project"

SUPPORT: Mapping[PurePosixPath, str] = {
    PurePosixPath(FOLDER, ".gitattributes"): (
        "# Nobody reviews these; git still merges them by lines.\n"
        "*.json -diff linguist-generated\n"
    ),
    PurePosixPath(FOLDER, ".gitignore"): "# What a run writes and has not finished.\n/.run/\n",
}
"""The files that stand beside the shares, by their path below the output folder."""


def lock_path(job: str) -> PurePosixPath:
    """Where the share of a job is ("": of none), below the output folder."""
    return PurePosixPath(FOLDER, f"{job or _SHARED}.json")


def job_at(stem: str) -> str:
    """The job that a share belongs to, by the name of its file."""
    return "" if stem == _SHARED else stem


def printed(share: Share) -> str:
    """The text of a share's file, sealed.

    Raises:
        ValueError: a path that could not be read again.
    """
    made = share.made
    data: dict[str, object] = {
        "version": VERSION,
        "job": share.job,
        "made": {
            "scorewright": made.scorewright,
            "black": made.black,
            "templates": made.templates,
        },
        "inputs": {name: {"sha256": sha256} for name, sha256 in sorted(share.inputs.items())},
    }
    if share.spec:
        data["spec"] = _kept(share.spec.sha256, share.spec.packed)
    data["files"] = _files(share, sealed := seal(share))
    if not data["files"]:
        data["seal"] = sealed
    return json.dumps(data, indent=1) + "\n"


def _files(share: Share, sealed: str) -> dict[str, dict[str, str]]:
    """The entries in the order of their paths; the seal is in the one that it picks by itself."""
    entries = {check_path(path): _entry(row) for path, row in sorted(share.rows().items())}
    for path in list(entries)[int(sealed, 16) % max(1, len(entries)) :][:1]:
        entries[path] = {"seal": sealed} | entries[path]
    return entries


def _entry(row: Row) -> dict[str, str]:
    owner, sha256, packed = row
    return {"owner": owner} | (_kept(sha256, packed) if sha256 else {})


def _kept(sha256: str, packed: str) -> dict[str, str]:
    return {"sha256": sha256} | ({"text": packed} if packed else {})


def seal(share: Share) -> str:
    """The sha256 of all that a share says. How texts are packed is not part of it."""
    return hashlib.sha256("\n".join(_sealed(share)).encode("utf-8")).hexdigest()


def _sealed(share: Share) -> Iterator[str]:
    """What is sealed, as lines: nothing in them can hold the end of a line or a space."""
    made = share.made
    yield f"{VERSION} {share.job} {made.scorewright} {made.black} {made.templates}"
    yield f"spec {share.spec.sha256 if share.spec else ''}"
    yield from (f"input {name} {sha256}" for name, sha256 in sorted(share.inputs.items()))
    for path, (owner, sha256, _) in sorted(share.rows().items()):
        yield f"file {path} {owner} {sha256}"
