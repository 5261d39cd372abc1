"""Which lines of templates ran: the measure of whether test cases reach all of every template."""

import dis
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from jinja2 import Environment, Template, nodes

from generator.render.marks import MARK

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_STATEMENTS = (nodes.If, nodes.For, nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.CallBlock)
_OTHER_TEMPLATES = (nodes.Include, nodes.Import, nodes.FromImport)


class TemplateLines:
    """Notes the lines of templates that run in this thread while it is entered.

    A line counts as run when a statement on it was executed or its text was printed. Text of
    several lines is one piece, and counts as its first line that is not blank. Make the
    `Templates` inside: what is imported without context runs once in their life.
    """

    def __init__(self) -> None:
        self._ran: set[tuple[str, int]] = set()
        self._lines: dict[CodeType, dict[int, set[int]]] = {}

    def __enter__(self) -> Self:
        self._before = sys.gettrace()
        sys.settrace(self._on_call)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        sys.settrace(self._before)

    def missing(self, folder: Path) -> list[str]:
        """`template:line` of each line in the folder's templates that did not run, in order."""
        return [
            f"{path.relative_to(folder).as_posix()}:{line}"
            for path in sorted(folder.rglob("*.j2"))
            for line in sorted(_lines_to_run(path.read_text(encoding="utf-8")))
            if (os.path.realpath(path), line) not in self._ran
        ]

    def _on_call(self, frame: FrameType, event: str, argument: object) -> "TraceFunction | None":
        is_template = frame.f_code.co_filename.endswith(".j2")
        return self._on_line if is_template else None

    def _on_line(self, frame: FrameType, event: str, argument: object) -> "TraceFunction | None":
        template = frame.f_globals.get("__jinja_template__")
        if event == "line" and isinstance(template, Template):
            lines = self._lines.get(frame.f_code) or self._learn(frame.f_code, template)
            file = os.path.realpath(frame.f_code.co_filename)
            self._ran.update((file, line) for line in lines.get(frame.f_lineno, ()))
        return self._on_line

    def _learn(self, code: CodeType, template: Template) -> dict[int, set[int]]:
        """The template lines that each line of compiled code stands for.

        Jinja says it for statements and values; for text, the marks in front of it do.
        """
        lines: dict[int, set[int]] = {}
        for template_line, code_line in template.debug_info:
            lines.setdefault(code_line, set()).add(template_line)
        for step in dis.get_instructions(code):
            if isinstance(step.argval, str) and step.positions and step.positions.lineno:
                lines.setdefault(step.positions.lineno, set()).update(_marked_lines(step.argval))
        return self._lines.setdefault(code, lines)


def _marked_lines(text: str) -> Iterator[int]:
    """The first line, not counting blank ones, of every piece in a text with marks."""
    pieces = MARK.split(text)[1:]
    step = MARK.groups + 1
    for line, piece in zip(pieces[step - 2 :: step], pieces[step - 1 :: step], strict=True):
        yield int(line) + _blank_lines(piece)


def _lines_to_run(source: str) -> set[int]:
    """The lines of a template on which something is printed or done."""
    parser = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    tree = parser.parse(source)
    lines = {node.lineno for node in tree.find_all((*_STATEMENTS, *_OTHER_TEMPLATES))}
    for output in tree.find_all(nodes.Output):
        lines.update(
            (
                part.lineno + _blank_lines(part.data)
                if isinstance(part, nodes.TemplateData)
                else part.lineno
            )
            for part in output.nodes
            if not (isinstance(part, nodes.TemplateData) and part.data.isspace())
        )
    return lines


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")
