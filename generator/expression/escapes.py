"""The line between text and expressions: what the factory evaluates, and how text is kept safe.

The rules are those of Microsoft's expression engine. `@@` at the start of a string makes all of it
text, one `@` less; there, a later `@{` has no meaning and must not be escaped. In any other string
`@@{` stands for the text `@{`. (Page "Expressions and functions in Azure Data Factory".)
"""

import re

_BRACE = re.compile(r"@@\{|@\{")


def is_expression(text: str) -> bool:
    """Whether the factory would evaluate this string, or try to."""
    if text.startswith("@"):
        return len(text) > 1 and text[1] != "@"
    return opening(text, 0) is not None


def opening(text: str, position: int) -> int | None:
    """The offset of the next `@{` that is not escaped, from `position` on."""
    found = (match.start() for match in _BRACE.finditer(text, position) if match[0] == "@{")
    return next(found, None)


def escape(text: str) -> str:
    """The string that makes the factory take `text` literally."""
    return "@" + text if text.startswith("@") else escape_braces(text)


def unescape(text: str) -> str:
    """The text that the factory makes of a string that it does not evaluate."""
    if text.startswith("@"):
        return text[1:] or text
    return unescape_braces(text)


def escape_braces(text: str) -> str:
    """Text as it stands between the expressions of an interpolation."""
    return text.replace("@{", "@@{")


def unescape_braces(text: str) -> str:
    """The reverse of `escape_braces`."""
    return text.replace("@@{", "@{")


def quote(text: str) -> str:
    """Text as a string literal inside an expression."""
    return "'" + text.replace("'", "''") + "'"


def unquote(literal: str) -> str:
    """The reverse of `quote`."""
    return literal[1:-1].replace("''", "'")
