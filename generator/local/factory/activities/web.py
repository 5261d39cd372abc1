"""WebActivity: the request is really sent, to servers on this machine."""

import json
from functools import partial
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.expression.values import Json
from generator.local.factory.activities.elsewhere import skip
from generator.local.factory.activity import Activity
from generator.local.factory.faults import ActivityFailed, NotReachable
from generator.local.factory.http import HttpRequest, HttpResponse
from generator.local.factory.resolve import Resolver
from generator.local.factory.work import Engine, Scope, Work, note

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_MINUTE, _TEN_MINUTES = 60.0, 600.0
_MOST_BYTES = 4 * 1024 * 1024
_BETWEEN_POLLS = 15.0
"""Seconds between two looks at what was accepted, where the answer names none."""


def call_web(activity: Activity, scope: Scope, engine: Engine) -> Work:
    """WebActivity (page control-flow-web-activity).

    An answer from 400 on fails it. One of 202 with a Location is followed until there is another,
    unless `turnOffAsync` says not to. Authentication is not done.
    """
    resolver = engine.resolver(scope)
    request, body = _request(activity, resolver)
    follows = not resolver.boolean(activity.property("turnOffAsync"), "turnOffAsync", default=False)

    async def do() -> Json:
        try:
            response = await _answer(request, engine, follows)
        except NotReachable:
            host = urlsplit(request.url).hostname or request.url
            return skip(activity, scope, engine, f"{host} is not on this machine")
        _note_left_out(activity, scope, engine)
        return _output(request, response)

    sent: dict[str, Json] = {"method": request.method, "url": request.url}
    sent["headers"] = dict(request.headers)
    if request.body is not None:
        sent["body"] = body
    return Work(do, sent, f"{request.method} {request.url}")


def _request(activity: Activity, resolver: Resolver) -> tuple[HttpRequest, Json]:
    method = resolver.text(activity.given("method"), "method").upper()
    if method not in METHODS:
        hint = f"method: expected one of {', '.join(METHODS)}, got {method}"
        raise resolver.fault(activity.given("method"), hint)
    url = resolver.text(activity.given("url"), "url")
    node = activity.property("body")
    if node is None and method in ("POST", "PUT", "PATCH"):
        raise resolver.fault(activity.node, f"a {method} needs a body")
    body = resolver.optional(node)
    headers = _headers(activity, resolver)
    if node is not None and "content-type" not in {name.casefold() for name in headers}:
        headers["Content-Type"] = "application/json"
    timeout = activity.property("httpRequestTimeout")
    seconds = resolver.duration(timeout, "httpRequestTimeout", _MINUTE)
    if timeout is not None and seconds > _TEN_MINUTES:
        raise resolver.fault(timeout, "httpRequestTimeout: at most 00:10:00")
    encoded = None if node is None else _encoded(body)
    return HttpRequest(method, url, headers, encoded, seconds), body


def _headers(activity: Activity, resolver: Resolver) -> dict[str, str]:
    node = activity.property("headers")
    value = resolver.optional(node)
    if node is not None and not isinstance(value, dict):
        raise resolver.fault(node, "headers: expected an object")
    return {name: _text(one) for name, one in value.items()} if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _encoded(body: Json) -> bytes:
    """Text goes as it is: as in Data Factory, it may be JSON that was put together."""
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    return text.encode()


async def _answer(request: HttpRequest, engine: Engine, follows: bool) -> HttpResponse:
    send = engine.services.http
    response = await engine.clock.real(partial(send, request))
    while follows and response.status == 202 and (to := _header(response, "Location")):
        await engine.clock.sleep(_pause(_header(response, "Retry-After")))
        url = urljoin(request.url, to)
        request = replace(request, method="GET", url=url, body=None)
        response = await engine.clock.real(partial(send, request))
    return response


def _pause(given: str) -> float:
    return float(given) if given.isdecimal() and int(given) else _BETWEEN_POLLS


def _header(response: HttpResponse, name: str) -> str:
    folded = name.casefold()
    return next((text for key, text in response.headers.items() if key.casefold() == folded), "")


def _output(request: HttpRequest, response: HttpResponse) -> Json:
    """The answer in Data Factory's shape.

    Raises:
        ActivityFailed: it is an error, too long, or a JSON array or a lone value, which the page
            calls unsupported. (Codes are those of page data-factory-troubleshoot-guide.)
    """
    text = response.body.decode("utf-8", errors="replace")
    if response.status >= 400:
        message = (
            f"Error calling the endpoint '{request.url}'. Response status code: "
            f"'{response.status} - {response.reason}'. More details: {text}"
        )
        raise ActivityFailed(message, "2108")
    if len(response.body) > _MOST_BYTES:
        message = "The length of execution output is over limit (around 4MB currently)"
        raise ActivityFailed(message, "2001")
    content = _content(text)
    headers: dict[str, Json] = dict(response.headers)
    return {
        **content,
        "ADFWebActivityResponseHeaders": headers,
        "effectiveIntegrationRuntime": "local",
        "executionDuration": 0,
        "durationInQueue": {"integrationRuntimeQueue": 0},
    }


def _content(text: str) -> dict[str, Json]:
    if not text.strip():
        return {}
    try:
        value: Json = json.loads(text)
    except ValueError:
        return {"Response": text}
    if not isinstance(value, dict):
        raise ActivityFailed(f"Response Content is not a valid JObject: {text:.200}", "2108")
    return value


class _LeftOut(Struct, frozen=True):
    property: str
    said: str


_LEFT_OUT = (
    _LeftOut("datasets", "the datasets are not sent along here"),
    _LeftOut("linkedServices", "the linked services are not sent along here"),
)


def _note_left_out(activity: Activity, scope: Scope, engine: Engine) -> None:
    authentication = activity.property("authentication")
    if authentication is not None:
        kind = authentication.member("type")
        named = f" {kind.text}" if kind and kind.text else ""
        note(engine, scope, activity, f"authentication{named} is not done here")
    for each in _LEFT_OUT:
        node = activity.property(each.property)
        if node is not None and any(True for _ in node.items()):
            note(engine, scope, activity, each.said)
