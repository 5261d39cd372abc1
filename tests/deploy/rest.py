"""A data factory, or a Synapse workspace, on this machine: what its REST interface keeps.

It refuses what the service refuses: a resource that refers to what is not there, a change of a
trigger that runs, the start of an event's trigger that is not subscribed. And it adds what the
service adds to all that it is asked for.
"""

import json
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Json = dict[str, Any]
TOKEN = "a-token-of-the-tests"
KINDS = {
    each.lower(): each
    for each in ("credentials", "linkedServices", "datasets", "pipelines", "triggers")
}
REFERRED = {
    "CredentialReference": "credentials",
    "LinkedServiceReference": "linkedServices",
    "DatasetReference": "datasets",
    "PipelineReference": "pipelines",
    "TriggerReference": "triggers",
}
PAGE = 2
"""How many resources a page of a list has."""


class Refusal(Exception):
    """What the service says no with."""

    def __init__(self, status: int, code: str, message: str = "It is not to be.") -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"code": code, "message": message}}


@dataclass(frozen=True)
class Asked:
    """A request: `what` is the part of the path below the factory or the workspace."""

    method: str
    what: str
    body: Json | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.what}"


@dataclass
class Operation:
    """What takes time: it is done when it is asked about for the second time."""

    do: Callable[[], Json]
    asked: bool = False


@dataclass
class Azure:
    """What is there. `home` is the path of the factory; a workspace has none.

    `patient` services take their time for every change. What is `odd` is shown with an expression
    in place of a number, which the SDKs cannot read.
    """

    home: str = ""
    patient: bool = False
    resources: dict[str, dict[str, Json]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS.values()}
    )
    running: set[str] = field(default_factory=set)
    subscribed: set[str] = field(default_factory=set)
    refusals: dict[str, Refusal] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    odd: set[str] = field(default_factory=set)
    operations: list[Operation] = field(default_factory=list)

    @property
    def writes(self) -> list[str]:
        """What was asked for that changes anything, in words."""
        return [str(each) for each in self.log if each.method != "GET"]

    @property
    def sent(self) -> dict[str, Json]:
        """The body of each change of a resource."""
        return {each.what: each.body or {} for each in self.log if each.method == "PUT"}

    def answer(self, method: str, path: str, body: Json | None, page: int) -> tuple[int, Json]:
        """What the service says, or a number of an operation, with 202."""
        below = unquote(path).removeprefix(f"{self.home}/")
        if below == unquote(path):
            raise Refusal(404, "ParentResourceNotFound", "The factory does not exist.")
        kind, *rest = below.split("/")
        if kind == "operations":
            return self._operation(int(rest[0]))
        kind = KINDS[kind.lower()]
        self.log.append(Asked(method, "/".join([kind, *rest]), body))
        if refusal := self.refusals.get(str(self.log[-1])):
            raise refusal
        if method == "PUT":
            return self._put(kind, rest[0], body or {})
        if method == "POST":
            return self._change(rest[0], rest[1])
        return 200, self._resource(kind, rest[0]) if rest else self._page(kind, page)

    def _put(self, kind: str, name: str, body: Json) -> tuple[int, Json]:
        if kind == "triggers" and name in self.running:
            raise Refusal(400, "TriggerEnabledCannotUpdate", "It has to be disabled first.")
        for needed, other in references(body):
            if other != name and other not in self.resources[needed]:
                raise Refusal(400, "BadRequest", f"There is no {needed}/{other}.")
        properties = json.loads(json.dumps(body["properties"]))
        properties.pop("runtimeState", None)

        def do() -> Json:
            self.resources[kind][name] = properties
            return self._resource(kind, name)

        return self._begun(do) if self.patient else (200, do())

    def _change(self, name: str, what: str) -> tuple[int, Json]:
        properties = self.resources["triggers"].get(name)
        if properties is None:
            raise Refusal(404, "TriggerNotFound", f"There is no trigger {name}.")
        if what == "start":
            if "Events" in properties["type"] and name not in self.subscribed:
                raise Refusal(400, "TriggerNotSubscribed", "It hears no events.")
            self.running.add(name)
        elif what == "stop":
            self.running.discard(name)
        else:
            return self._begun(lambda: self._subscription(name, what))
        return 200, {}

    def _subscription(self, name: str, what: str) -> Json:
        hears = what == "subscribeToEvents"
        (self.subscribed.add if hears else self.subscribed.discard)(name)
        return {"triggerName": name, "status": "Enabled" if hears else "Disabled"}

    def _begun(self, do: Callable[[], Json]) -> tuple[int, Json]:
        self.operations.append(Operation(do))
        return 202, {}

    def _operation(self, number: int) -> tuple[int, Json]:
        operation = self.operations[number]
        if operation.asked:
            return 200, operation.do()
        operation.asked = True
        return 202, {}

    def _page(self, kind: str, page: int) -> Json:
        names = sorted(self.resources[kind])
        shown = names[page * PAGE : (page + 1) * PAGE]
        found: Json = {"value": [self._resource(kind, name) for name in shown]}
        if (page + 1) * PAGE < len(names):
            found["nextLink"] = f"{self.home}/{kind}?api-version=2020-12-01&page={page + 1}"
        return found

    def _resource(self, kind: str, name: str) -> Json:
        """A resource with all that the service adds."""
        if name not in self.resources[kind]:
            raise Refusal(404, "ResourceNotFound", f"There is no {kind}/{name}.")
        properties = json.loads(json.dumps(self.resources[kind][name]))
        properties.setdefault("annotations", [])
        if name in self.odd:
            properties["concurrency"] = {"value": "@1", "type": "Expression"}
        if kind == "pipelines":
            properties["lastPublishTime"] = "2026-11-30T02:00:00Z"
            properties.setdefault("policy", {"elapsedTimeMetric": {}})
            properties.setdefault("variables", {})
        if kind == "triggers":
            properties["runtimeState"] = "Started" if name in self.running else "Stopped"
        if kind == "linkedServices":
            properties.setdefault("typeProperties", {})["encryptedCredential"] = "credential"
        return {
            "id": f"{self.home}/{kind}/{name}",
            "name": name,
            "type": f"Microsoft.DataFactory/factories/{kind}",
            "etag": f"{len(self.log)}",
            "properties": properties,
        }


def references(data: Any) -> Iterator[tuple[str, str]]:
    """The kinds and the names of all resources that some JSON refers to."""
    if isinstance(data, dict):
        if data.get("type") in REFERRED and "referenceName" in data:
            yield REFERRED[data["type"]], data["referenceName"]
        for item in data.values():
            yield from references(item)
    elif isinstance(data, list):
        for item in data:
            yield from references(item)


class Server(ThreadingHTTPServer):
    """Serves over TLS what there is at the moment."""

    daemon_threads = True

    def __init__(self, certificate: str, key: str) -> None:
        super().__init__(("localhost", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.azure = Azure()

    @property
    def url(self) -> str:
        return f"https://localhost:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # in one piece: the other side waits 40 ms for the second
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        page = int(parse_qs(address.query).get("page", ["0"])[0])
        try:
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                raise Refusal(401, "AuthenticationFailed")
            if not re.search(r"\bapi-version=20\d\d-", address.query) and "operations" not in (
                address.path
            ):
                raise Refusal(400, "MissingApiVersionParameter")
            found = json.loads(body) if body else None
            status, answer = self.server.azure.answer(self.command, address.path, found, page)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        self._send(status, answer)

    do_PUT = do_POST = do_GET  # noqa: N815 - the names are the library's

    def _send(self, status: int, answer: Json) -> None:
        azure = self.server.azure
        if "nextLink" in answer:
            answer = {**answer, "nextLink": self.server.url + answer["nextLink"]}
        data = json.dumps(answer).encode()
        self.send_response(status)
        if status == 202:
            operation = self.path if "operations" in self.path else ""
            new = f"{azure.home}/operations/{len(azure.operations) - 1}?api-version=2020-12-01"
            self.send_header("Location", self.server.url + (operation or new))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Tests look at `Azure.log`."""
