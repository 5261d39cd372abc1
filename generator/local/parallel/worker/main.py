"""A worker: a process that runs an entry script for the mini-batches it is told of.

It reads what to do from what was its standard input when it was started and answers through what
was its standard output, so that both are the script's, and all that is printed goes to its log.
"""

import argparse
import faulthandler
import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from queue import SimpleQueue
from typing import NoReturn

from generator.local.parallel.batches.parts import unpacked
from generator.local.parallel.messages import Decoder, Message, Program, send
from generator.local.parallel.worker.entry import Entry, NotAnEntryScript, call_for, load
from generator.local.parallel.worker.output import WrongType, rows_of
from generator.local.parallel.worker.user_module import install

_PIECE = 1024 * 1024
_OURS = str(Path(__file__).parents[1])
_NOT_KNOWN = "unrecognized arguments"
_OF_AZURE_ML = "Azure ML adds arguments of its own, so call parse_known_args()"
_refused: list[str] = []
"""What argparse had against the script's arguments: it exits, and tells only the log why."""


class Channel:
    """Messages in and out, on descriptors that neither the script nor its children know."""

    def __init__(self) -> None:
        self._commands, self._answers = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        self._inbox: SimpleQueue[Message] = SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        decoder = Decoder()
        try:
            while piece := os.read(self._commands, _PIECE):
                for message in decoder.feed(piece):
                    self._inbox.put(message)
        finally:
            # Whoever started this worker is gone, or cannot be heard: so is the need for it, and
            # for all that it started.
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def receive(self) -> Message:
        return self._inbox.get()

    def send(self, kind: str, **body: object) -> None:
        sys.stdout.flush()
        send(self._answers, Message(kind, body))


def main() -> None:
    """Run init() once, run() for each mini-batch, and shutdown() once."""
    channel = Channel()
    body = channel.receive().body
    name = body.pop("name")
    program = Program(**body)
    _prepare(program, name)
    entry = _begin(program, channel)
    while entry is not None:
        message = channel.receive()
        if message.kind == "stop":
            _end(entry, channel)
            return
        _score(message, entry, program, channel)


def _prepare(program: Program, name: str) -> None:
    faulthandler.enable()
    _remember_refusals()
    # In a file, a log's lines would come late, or never if the process is killed.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True, errors="backslashreplace")  # type: ignore[union-attr]
    sys.argv = list(program.argv)
    # The code's folder is not to change by being run.
    sys.dont_write_bytecode = True
    logging.basicConfig(
        stream=sys.stdout,
        level=program.logging_level,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    install(name, Path(program.logs), Path(program.output))
    # A module of the script's may have our package's name, and is found then.
    for module in [name for name in sys.modules if name.partition(".")[0] == "generator"]:
        del sys.modules[module]


def _begin(program: Program, channel: Channel) -> Entry | None:
    try:
        entry = load(Path(program.source), program.entry_script)
        entry.init()
    except BaseException as error:  # a script's sys.exit() is its failure, too
        channel.send("raised", reason=_told(error, "init()"))
        return None
    channel.send("ready")
    return entry


def _score(message: Message, entry: Entry, program: Program, channel: Channel) -> None:
    batch = unpacked(message.body)
    try:
        call = call_for(batch, program.tabular)
        channel.send("running")
        rows = rows_of(call.of(entry), program.append)
    except BaseException as error:
        channel.send("raised", reason=_told(error, f"mini-batch {batch.index}"))
    else:
        channel.send("returned", count=rows.count, text=rows.text, header=rows.header)


def _end(entry: Entry, channel: Channel) -> None:
    try:
        entry.shutdown()
    except BaseException as error:
        channel.send("raised", reason=_told(error, "shutdown()"))
    else:
        channel.send("stopped")


def _told(error: BaseException, what: str) -> str:
    """Write the script's traceback to the log; return its last line."""
    print(f"{what} failed:", file=sys.stderr)
    if isinstance(error, NotAnEntryScript | WrongType):
        print(error, file=sys.stderr)
        return str(error)
    place = error.__traceback__
    while place is not None and _is_ours(place.tb_frame.f_code.co_filename):
        place = place.tb_next
    traceback.print_exception(error.with_traceback(place))
    if isinstance(error, SystemExit) and error.code == 2:
        why = _refused[-1] if _refused else "as parse_args() exits"
        return f"{why}; {_OF_AZURE_ML}" if _NOT_KNOWN in why or not _refused else why
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _remember_refusals() -> None:
    own = argparse.ArgumentParser.error

    def error(parser: argparse.ArgumentParser, message: str) -> NoReturn:
        _refused.append(message)
        own(parser, message)

    argparse.ArgumentParser.error = error  # type: ignore[method-assign, assignment]


def _is_ours(file: str) -> bool:
    return file.startswith((_OURS, "<frozen importlib"))
