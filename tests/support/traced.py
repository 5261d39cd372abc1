"""Running a piece of code in a process of its own, and killing it at a system call, from outside.

Every call of the operating system is counted, not only those that Python's own hooks know of, by
Linux's ptrace: the process stops before each call, and is killed there before the call is made.
Call this from a process with one thread and little memory: it forks each time.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from functools import cache

_TRACEME, _SYSCALL, _SETOPTIONS = 0, 24, 0x4200
_SYSCALLS_ARE_MARKED, _DIES_WITH_US = 1, 0x100000
_AT_A_CALL = signal.SIGTRAP | 0x80


@cache
def _call() -> Callable[[int, int, int | None, int], int]:
    call = ctypes.CDLL(None, use_errno=True).ptrace
    call.restype, call.argtypes = ctypes.c_long, [ctypes.c_long] * 2 + [ctypes.c_void_p] * 2
    return call


def _ptrace(request: int, process: int, data: int = 0) -> None:
    if _call()(request, process, None, data) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def not_possible() -> str:
    """Why processes cannot be traced here, "" if they can."""
    if not sys.platform.startswith("linux"):
        return "ptrace is used as Linux has it"
    try:
        run(lambda: None, None)
    except OSError as error:
        return f"tracing a process is not allowed here: {error}"
    return ""


def run(action: Callable[[], object], kill_at: int | None) -> int | None:
    """Run an action in a fork, and kill it as it is about to make its call of that number.

    Returns:
        How many calls it made, None if it was killed.

    Raises:
        OSError: tracing is not allowed.
        AssertionError: the action failed.
    """
    process = os.fork()
    if process == 0:
        _be_traced(action)
    try:
        _begin(process)
        return _follow(process, kill_at)
    except BaseException:
        _kill(process)
        raise


def _be_traced(action: Callable[[], object]) -> None:
    code = 1
    try:
        _ptrace(_TRACEME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)  # from here on it counts
        action()
        code = 0
    except OSError as error:
        code = error.errno or 1
    finally:
        os._exit(code)


def _begin(process: int) -> None:
    _, status = os.waitpid(process, 0)
    if os.WIFEXITED(status):
        number = os.WEXITSTATUS(status)
        raise OSError(number, os.strerror(number))
    _ptrace(_SETOPTIONS, process, _SYSCALLS_ARE_MARKED | _DIES_WITH_US)


def _follow(process: int, kill_at: int | None) -> int | None:
    stops, pending = 0, 0
    while True:
        _ptrace(_SYSCALL, process, pending)
        _, status = os.waitpid(process, 0)
        if not os.WIFSTOPPED(status):
            assert os.waitstatus_to_exitcode(status) == 0, "the action failed"
            return (stops + 1) // 2
        pending = 0 if os.WSTOPSIG(status) == _AT_A_CALL else os.WSTOPSIG(status)
        if pending:
            continue
        if stops % 2 == 0 and stops // 2 == kill_at:  # before a call; the odd stops are behind one
            _kill(process)
            return None
        stops += 1


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
