"""HTTP as Web activities need it: to this machine only."""

from collections.abc import Mapping
from http.client import HTTPException
from ipaddress import ip_address
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from msgspec import Struct, field

from generator.local.factory.faults import ActivityFailed, NotReachable

NO_RESPONSE = "2128"
"""The code of "No response from the endpoint" (page data-factory-troubleshoot-guide)."""


class HttpRequest(Struct, frozen=True):
    """A request; `timeout` is in seconds."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    timeout: float = 60.0


class HttpResponse(Struct, frozen=True):
    """An answer, whatever its status."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


class _NoRedirects(HTTPRedirectHandler):
    """Leaves a redirect to whoever asked: it might lead away from this machine."""

    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = build_opener(ProxyHandler({}), _NoRedirects())


def send_to_loopback(request: HttpRequest) -> HttpResponse:
    """Send a request to a server on this machine.

    Raises:
        NotReachable: the address is not on this machine.
        ActivityFailed: nobody answers there.
    """
    if not is_loopback(request.url):
        raise NotReachable(request.url)
    sent = Request(  # noqa: S310  # the scheme was looked at
        request.url, request.body, dict(request.headers), method=request.method
    )
    try:
        with _OPENER.open(sent, timeout=request.timeout) as answer:
            return HttpResponse(answer.status, answer.reason, dict(answer.headers), answer.read())
    except HTTPError as answer:
        return HttpResponse(answer.code, answer.reason, dict(answer.headers), answer.read())
    except (URLError, OSError, HTTPException) as error:
        message = f"No response from the endpoint '{request.url}': {error}"
        raise ActivityFailed(message, NO_RESPONSE) from None
    except ValueError as error:  # as a line break in a header
        raise ActivityFailed(f"The request cannot be sent: {error}", NO_RESPONSE) from None


def is_loopback(url: str) -> bool:
    """Whether an address is one of this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
