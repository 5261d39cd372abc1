"""What a worker and the one who started it tell each other, and how that goes through a pipe."""

import json
import os
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

_LENGTH = 8


class Message(Struct, frozen=True):
    """`kind` says what it is, `body` holds what is told.

    To a worker: program, mini_batch, stop. From it: ready (init() is done), running (the
    mini-batch has been read), returned, raised, stopped (shutdown() is done).
    """

    kind: str
    body: dict[str, Any]


class Program(Struct, frozen=True):
    """What a worker is to run; `source` is its working directory."""

    source: str
    entry_script: str
    argv: tuple[str, ...]
    output: str
    logs: str
    logging_level: str
    append: bool
    tabular: bool
    environment: dict[str, str]
    timeout: float
    overhead_timeout: float


def send(descriptor: int, message: Message) -> None:
    """Write a message to a pipe."""
    text = json.dumps(asdict(message)).encode()
    left = memoryview(len(text).to_bytes(_LENGTH) + text)
    while left:
        left = left[os.write(descriptor, left) :]


class Decoder:
    """Puts together the messages of which a pipe gives pieces."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, piece: bytes) -> Iterator[Message]:
        """Take a piece, and give the messages that it completes."""
        self._held += piece
        while len(self._held) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._held[:_LENGTH])
            if len(self._held) < end:
                return
            yield Message(**json.loads(self._held[_LENGTH:end]))
            del self._held[:end]
