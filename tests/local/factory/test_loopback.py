"""Web activities really send: to a server on this machine, and to nobody else."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from generator.expression.values import Json
from generator.local.factory import (
    ActivityFailed,
    Documents,
    HttpRequest,
    HttpResponse,
    NotReachable,
    Services,
    run_pipeline,
    send_to_loopback,
)
from generator.local.factory.http import is_loopback
from tests.support.pipeline_runs import clock, documents


class Echo(BaseHTTPRequestHandler):
    """Tells what it was sent; 404 for what is missing."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        content = {"sent": json.loads(body), "kind": self.headers["X-Kind"], "path": self.path}
        self._answer(404 if self.path == "/missing" else 201, json.dumps(content).encode())

    def do_GET(self) -> None:
        self._answer(302 if self.path == "/away" else 200, b"{}")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Location", "https://example.org/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def post(url: str) -> Json:
    properties: Json = {
        "url": url,
        "method": "POST",
        "headers": {"X-Kind": "k"},
        "body": {"text": 'ä "@{pipeline().RunId}"', "number": "@add(1, 2)"},
    }
    return {"name": "Send", "type": "WebActivity", "typeProperties": properties}


def pipeline(tmp_path: Path, url: str) -> Documents:
    return documents(tmp_path, {"main": {"activities": [post(url)]}})


def test_a_request_arrives_as_it_was_written(address: str, tmp_path: Path) -> None:
    services = Services(clock=clock(), new_id=lambda: "r1")
    run = run_pipeline(pipeline(tmp_path, f"{address}/jobs"), "main", {}, services, print)
    (send,) = run.activities
    assert isinstance(send.output, dict)
    assert send.output["sent"] == {"text": 'ä "r1"', "number": 3}
    assert (send.output["kind"], send.output["path"]) == ("k", "/jobs")


def test_an_address_can_lead_to_a_server_here(address: str, tmp_path: Path) -> None:
    def route(request: HttpRequest) -> HttpResponse:
        here = request.url.replace("https://e.westeurope.inference.ml.azure.com", address)
        return send_to_loopback(HttpRequest(request.method, here, request.headers, request.body))

    docs = pipeline(tmp_path, "https://e.westeurope.inference.ml.azure.com/missing")
    run = run_pipeline(docs, "main", {}, Services(http=route, clock=clock()), print)
    assert run.status == "Failed"
    assert "Response status code: '404 - Not Found'" in run.message


def test_nobody_else_is_asked(address: str) -> None:
    with pytest.raises(NotReachable):
        send_to_loopback(HttpRequest("GET", "https://example.org/"))
    answer = send_to_loopback(HttpRequest("GET", f"{address}/away"))
    assert answer.status == 302


def test_a_server_that_does_not_answer_fails_the_activity() -> None:
    with pytest.raises(ActivityFailed, match="No response from the endpoint") as failed:
        send_to_loopback(HttpRequest("GET", "http://127.0.0.1:1/"))
    assert failed.value.code == "2128"


@pytest.mark.parametrize(
    ("path", "headers"), [("/a b", {}), ("/", {"X": "a\nb"}), ("/", {"X": "😀"}), ("/\x00", {})]
)
def test_what_cannot_be_sent_fails_the_activity(
    path: str, headers: dict[str, str], address: str
) -> None:
    with pytest.raises(ActivityFailed):
        send_to_loopback(HttpRequest("GET", address + path, headers))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:8080/x", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]:80/", True),
        ("https://127.0.0.1.example.org/", False),
        ("http://user@example.org:80/", False),
        ("http://127.0.0.1@example.org/", False),
        ("file:///etc/hostname", False),
        ("http://[broken/", False),
        ("", False),
    ],
)
def test_which_addresses_are_here(url: str, here: bool) -> None:
    assert is_loopback(url) is here
