"""Reading shares as a run has written them, which is what nearly all of them are.

One pattern takes the lines apart and checks their forms. It is stricter than it has to be: what
does not fit is left to `careful`, which comes to the same.
"""

import re
from collections.abc import Sequence

from generator.workspace.artifacts import Owner
from generator.workspace.lock.forms import FILE_NAME, JOB, SHA256, VERSION
from generator.workspace.lock.model import Files, Kept, Made, Row, Share
from generator.workspace.lock.printing import START, seal

_START = START.encode()
_SEAL = len(START) + 64
_END = "]\n]\n"
_BEHIND = r"\](?=,?\n)"
_KEPT = f'"({SHA256.pattern})"(?:, "(.*)")?'  # of what is packed, all is seen when it is needed
_VERSION = f'"({VERSION.pattern})"'
_INPUT = rf',\n\["input", "({FILE_NAME.pattern})", "({SHA256.pattern})"\]'
_HEAD = re.compile(
    rf'"\],\n\["job", "({JOB.pattern}|)"{_BEHIND}'
    rf',\n\["made", {_VERSION}, {_VERSION}, {_VERSION}{_BEHIND}'
    rf"(?P<inputs>(?:{_INPUT}(?=,?\n))*)"
    rf'(?:,\n\["spec", {_KEPT}{_BEHIND})?'
)
_INPUTS = re.compile(_INPUT)
_PATH = r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,254}"
_NO_PATH = ("//", "/.", "/\n")
"""What `_PATH` lets pass and no path holds, in lines of paths."""
_FILES = re.compile(rf',\n\["file", "({_PATH})", "({"|".join(Owner)})"(?:, {_KEPT})?{_BEHIND}')


def read_quickly(data: bytes, job: str) -> Share | None:
    """Read a share that is as it was written for a job; None if it is not."""
    if not (data.startswith(_START) and data.isascii()):
        return None
    if data[len(START) : _SEAL].decode() != seal(data[_SEAL:]):
        return None
    text = data.decode("ascii")
    head = _HEAD.match(text, _SEAL)
    if head is None or head[1] != job or not text.endswith(_END):
        return None
    rows = _FILES.findall(text, head.end())
    if len(rows) != text.count("\n", head.end()) - _END.count("\n") or not _are_paths(rows):
        return None  # there is a line that is no file's
    made, inputs = Made(head[2], head[3], head[4]), dict(_INPUTS.findall(head["inputs"]))
    spec = Kept(head[8], head[9] or "") if head[8] else None
    return Share(job, made, inputs, spec, Files(rows))


def _are_paths(rows: Sequence[Row]) -> bool:
    paths = "\n".join([row[0] for row in rows]) + "\n"
    return not any(part in paths for part in _NO_PATH)
