"""What is sent to a batch endpoint, and what it answers.

Source: the schema that `BatchEndpointOperations.invoke` of azure-ai-ml writes requests by, the page
how-to-use-batch-azure-data-factory, and what the SDK reads of an answer. Keys are compared without
regard to case: the page writes `InputData`, the SDK `inputData`.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.contract.values import Json
from generator.diagnostics import nearest
from generator.local.aml.data_ref import KINDS, DataRef
from generator.local.aml.literals import spelled
from generator.local.aml.submission import Submission

_KINDS: Mapping[str, str] = {word.replace("_", ""): kind for word, kind in KINDS.items()}
"""The kinds of data, by the lower-case words of a request: `UriFolder` is SDK v2's uri_folder."""

LITERAL = "literal"


class Unsuitable(Exception):
    """A request is none: every reason, not only the first."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def read_request(body: Json) -> Submission:
    """The submission that the body of a request is.

    Raises:
        Unsuitable: Something in it is not as it has to be.
    """
    request = _Request()
    properties = request.member(body, "properties", "the body")
    for name, one in request.member(properties, "inputData", "properties").items():
        request.input(name, one)
    for name, one in request.member(properties, "outputData", "properties").items():
        request.output(name, one)
    told = {
        key: spelled(one)
        for key, one in request.member(properties, "properties", "properties").items()
        if isinstance(one, str | int | float)
    }
    if request.reasons:
        raise Unsuitable(tuple(request.reasons))
    experiment = told.pop("experimentName", None)
    return Submission(request.literals, request.data, request.outputs, experiment, told)


def answer(name: str, status: str, address: str, message: str) -> dict[str, Json]:
    """A job as the endpoint tells of it.

    The service gives no reason of a failure; here `error` does, which nothing of Azure reads.
    """
    properties: dict[str, Json] = {"status": status, "name": name}
    if message:
        properties["error"] = {"code": "UserError", "message": message}
    return {"id": f"{address}/{name}", "name": name, "type": "BatchJob", "properties": properties}


def refusal(messages: tuple[str, ...]) -> dict[str, Json]:
    """What is answered to a request that is refused, in the form of all of Azure's errors."""
    return {
        "error": {
            "code": "UserError",
            "message": "; ".join(messages),
            "details": [{"code": "InvalidInput", "message": one} for one in messages],
        }
    }


class _Request(Struct):
    literals: dict[str, Json] = field(default_factory=dict)
    data: dict[str, DataRef] = field(default_factory=dict)
    outputs: dict[str, DataRef] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    def member(self, value: Json, key: str, what: str) -> dict[str, Json]:
        """An object in an object; empty if it is not there."""
        found = self._known(value, (key,), what, others=True).get(key)
        if found is None and key == "properties" and what == "the body":
            self.reasons.append("the body has no properties")
        if found is not None and not isinstance(found, dict):
            self.reasons.append(f"{key} is no object")
        return found if isinstance(found, dict) else {}

    def input(self, name: str, value: Json) -> None:
        what = f"input {name!r}"
        entry = self._known(value, ("jobInputType", "uri", "value"), what)
        kind = str(entry.get("jobInputType", "")).lower()
        if not isinstance(value, dict):
            return
        if kind == LITERAL and "value" in entry and "uri" not in entry:
            self.literals[name] = entry["value"]
        elif kind == LITERAL:
            self.reasons.append(f"{what} is a Literal: it needs a Value, and no Uri")
        else:
            self._place(what, name, kind, entry, self.data)

    def output(self, name: str, value: Json) -> None:
        what = f"output {name!r}"
        entry = self._known(value, ("jobOutputType", "uri"), what)
        kind = str(entry.get("jobOutputType", "")).lower()
        if isinstance(value, dict):
            self._place(what, name, kind, entry, self.outputs)

    def _place(
        self, what: str, name: str, kind: str, entry: dict[str, Json], into: dict[str, DataRef]
    ) -> None:
        uri = entry.get("uri")
        if kind not in _KINDS:
            self.reasons.append(f"{what} has no type that there is: {kind or 'none'}")
        elif not isinstance(uri, str) or not uri:
            self.reasons.append(f"{what} needs a Uri, and is sent {uri!r}")
        elif "value" in entry:
            self.reasons.append(f"{what} is data: it needs a Uri, and no Value")
        else:
            into[name] = DataRef.of_uri(uri, _KINDS[kind])

    def _known(
        self, value: Json, keys: tuple[str, ...], what: str, *, others: bool = False
    ) -> dict[str, Json]:
        """The members of an object by the keys that are known, whatever their case."""
        if not isinstance(value, dict):
            self.reasons.append(f"{what} is no object: {value!r}")
            return {}
        by_lower = {key.lower(): key for key in keys}
        found = {
            by_lower[key.lower()]: one for key, one in value.items() if key.lower() in by_lower
        }
        if not others:
            self.reasons += _strangers(value, keys, what)
        return found


def _strangers(value: dict[str, Json], keys: tuple[str, ...], what: str) -> Iterator[str]:
    for key in value:
        if key.lower() not in {one.lower() for one in keys} | {"description"}:
            near = nearest(key, keys)
            hint = f" (nearest: {near!r})" if near else ""
            yield f"{what} has the key {key!r}, which there is not{hint}"
