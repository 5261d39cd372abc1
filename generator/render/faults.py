"""The one exception that rendering raises, and how any other exception becomes it."""

from collections.abc import Iterator
from types import TracebackType

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError


class TemplateFault(Exception):
    """A template, or a value handed to it, that cannot be rendered.

    `line` is the line of the template, or 0 where the fault is the file as a whole. `message` is
    one sentence that says what is wrong and what to do.
    """

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(template, line, message)
        self.template = template
        self.line = line
        self.message = message

    def __str__(self) -> str:
        place = f"{self.template}:{self.line}" if self.line else self.template
        return f"{place}: {self.message}"


def fault_of(error: Exception, template: str) -> TemplateFault:
    """The fault that an exception is, at the innermost template line it passed through."""
    if isinstance(error, TemplateFault):
        return error
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or template, error.lineno, _sentence(error))
    frames = [(template, 0), *_template_frames(error.__traceback__)]
    return TemplateFault(*frames[-1], _sentence(error))


def _template_frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """The template lines that an exception passed through, the innermost last."""
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            yield template.name or "", template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next


def _sentence(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            return f"there is no template {error.name!r}; correct its name or add the file"
        case TemplateSyntaxError():
            return f"{error.message}; correct the template"
        case UndefinedError():
            return f"{error.message}; correct the name, or hand it to the template"
        case RecursionError():
            return "this calls or includes itself without end; correct the template"
        case SecurityError() | TypeError() | ValueError():
            return str(error)
    return f"{type(error).__name__}: {error}; correct what the template calls or reads here"
