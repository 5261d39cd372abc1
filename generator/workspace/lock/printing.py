"""The text of a share: JSON with a line for each file, and none that depends on another.

So git can merge shares by their lines, and by `SUPPORT` it takes those of both branches where they
differ: whatever either branch generated is there. The seal tells a share that one run has written
from one that git or somebody has put together.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.workspace.home import HOME, RUN
from generator.workspace.lock.forms import check_path
from generator.workspace.lock.model import Share

VERSION = 2

SUPPORT: Mapping[PurePosixPath, str] = {
    PurePosixPath(HOME, ".gitattributes"): (
        "# Nobody reviews these. Of lines that two branches changed, git keeps both.\n"
        "*.json merge=union -diff linguist-generated\n"
    ),
    PurePosixPath(HOME, ".gitignore"): f"# What a run writes and has not finished.\n/{RUN}/\n",
}
"""The files that stand beside the shares, by their path below the output folder."""

START = f'[\n["version", {VERSION}],\n["seal", "'
"""What a share begins with. The seal follows, and then what is sealed."""


def printed(share: Share) -> str:
    """The text of a share's file, sealed.

    Raises:
        ValueError: a path that could not be read again.
    """
    lines = ",\n".join(json.dumps(row) for row in _rows(share))
    sealed = f'"],\n{lines}\n]\n'
    return START + seal(sealed.encode("ascii")) + sealed


def seal(sealed: bytes) -> str:
    """The seal of all that stands behind it."""
    return hashlib.sha256(sealed).hexdigest()


def _rows(share: Share) -> Iterator[tuple[str, ...]]:
    """The rows of a share, each with its kind; what is not there is left out at their ends."""
    made = share.made
    yield "job", share.job
    yield "made", made.scorewright, made.black, made.templates
    yield from (("input", name, sha256) for name, sha256 in sorted(share.inputs.items()))
    if share.spec:
        yield "spec", *filter(None, (share.spec.sha256, share.spec.packed))
    for path, owner, *kept in sorted(share.rows()):
        yield "file", check_path(path), owner, *filter(None, kept)
