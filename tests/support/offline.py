"""No network: whoever asks for a name or an address fails.

A plugin for `python -m pytest -p tests.support.offline`, and a context for tests in this process.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

CALLS = ("connect", "connect_ex", "sendto")


def _refused(*arguments: object, **options: object) -> object:
    raise AssertionError(f"this test wants to use the network: {arguments[-1]!r}")


@contextmanager
def offline() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", _refused)
        for call in CALLS:
            patch.setattr(socket.socket, call, _refused)
        yield


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    with offline():
        yield
