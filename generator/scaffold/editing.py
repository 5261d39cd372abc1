"""Edits of YAML that leave every other byte as it stands: comments, order, quotes, line ends.

A library that reads YAML and writes it again loses some of these. So an edit is one stretch of the
text that is replaced; then the new text is read, and has to mean what the old one meant, with
the edit and nothing else. If it does not, the edit is refused: nothing here guesses.
"""

from collections.abc import Callable, Mapping, Sequence

from generator.diagnostics import Path
from generator.scaffold.meaning import Change, changed, drop, meaning, put, rename, same
from generator.scaffold.page import Edit, Page, carried_out
from generator.scaffold.refusal import Refused
from generator.scaffold.spans import Alias, Entries, Items, Leaf, Span, name_of
from generator.scaffold.spelling import (
    Data,
    block_lines,
    entry_lines,
    flow_text,
    holds,
    item_lines,
    key_text,
    quoted,
    scalar_beside,
)
from generator.spec.forms import NULLS

Way = Sequence[str | int]
"""A way through a text's data: ("factory", "triggers", "daily")."""

_STRANGE = "its neighbours are written in a way that no entry can be put beside"


class Unchangeable(Refused):
    """A text that cannot be edited so: where, why, and what to do instead."""

    def __init__(self, way: Way, reason: str, hint: str = "write it by hand") -> None:
        super().__init__(f"{'.'.join(map(str, way)) or 'the file'}: {reason}", hint)


def with_entry(text: str, path: Way, value: Data) -> str:
    """Set one entry of a YAML text.

    It is replaced where it stands. Else it becomes the last one of its mapping, in the style of its
    neighbours, and mappings that are missing on the way are made; a number as long as the sequence
    adds an item to it.

    Args:
        text: the text, with whatever line ends and byte order mark it has.
        path: the way to the entry.
        value: what it is to be.

    Raises:
        Unchangeable: the text is no YAML that a spec may be, the way leads through a scalar or an
            alias, or no edit would change this entry alone.
    """
    way = tuple(path)
    return _edited(text, way, lambda page: _setting(page, way, value), put(value))


def without_entry(text: str, path: Way) -> str:
    """Take one entry, with its own lines, out of a mapping in block style.

    Raises:
        Unchangeable: it is not there, or its lines are not its own; or it is the only one.
    """
    way = tuple(path)
    return _edited(text, way, lambda page: _removing(page, way), drop)


def with_key(text: str, path: Way, name: str) -> str:
    """Give an entry of a mapping another key.

    Raises:
        Unchangeable: it is not there, or the mapping has such a key already.
    """
    way = tuple(path)
    return _edited(text, way, lambda page: _renaming(page, way, name), rename(name))


def _edited(text: str, path: Path, make: Callable[[Page], Edit], change: Change) -> str:
    """The edited text, which has been read again."""
    before = meaning(text)
    if before is None:
        raise Unchangeable((), "it is no YAML that can be edited", "mend it first")
    new = carried_out(text, make(Page.of(text)))
    after = meaning(new)
    if after is None or not same(after, changed(before, path, change)):
        raise Unchangeable(path, "no edit of the file would change this alone")
    return new


# setting -----------------------------------------------------------------------------------------


def _setting(page: Page, path: Path, value: Data) -> Edit:
    parent: Span = page.root
    for depth, step in enumerate(path):
        rest = path[depth + 1 :]
        found = _child(parent, step, path[: depth + 1])
        if found is None:
            return _added(page, parent, step, _nested(rest, value, path), path)
        if not rest or _is_null(found):
            return _replaced(page, found, _nested(rest, value, path))
        parent = found
    raise Unchangeable(path, "the whole file is no entry")


def _child(parent: Span, step: str | int, way: Path) -> Span | None:
    """What stands at one step of the way; None if it can be added there."""
    if isinstance(parent, Alias):
        raise Unchangeable(way[:-1], "what an alias stands for is shared with other places")
    if isinstance(parent, Entries) and isinstance(step, str):
        return parent.at(step)
    if isinstance(parent, Items) and isinstance(step, int) and 0 <= step <= len(parent.items):
        return parent.items[step] if step < len(parent.items) else None
    kind = "a mapping" if isinstance(step, str) else f"a sequence with an item {step}"
    raise Unchangeable(way[:-1], f"it is not {kind}")


def _nested(way: Path, value: Data, path: Path) -> Data:
    """A value inside the mappings that are missing around it."""
    for step in reversed(way):
        if not isinstance(step, str):
            raise Unchangeable(path, "there is no sequence to add an item to")
        value = {step: value}
    return value


def _is_null(span: Span) -> bool:
    return isinstance(span, Leaf) and not span.style and span.text in NULLS


def _replaced(page: Page, old: Span, value: Data) -> Edit:
    """A value in place of another."""
    if old.start == old.end:
        return _filled(page, old, value)
    if isinstance(old, Items | Entries) and not old.flow:
        return Edit(old.start, old.end, _block(page, value, page.column(old.start)).lstrip(" "))
    if isinstance(old, Leaf) and not holds(value):
        written = scalar_beside(value, old.style, flow=page.in_flow(old))
        return Edit(old.start, old.end, written)
    return Edit(old.start, old.end, flow_text(value, json=_is_json(page)))


def _filled(page: Page, old: Span, value: Data) -> Edit:
    """A value behind a key that has none; what holds others stands in lines of its own."""
    flow = page.in_flow(old)
    if flow or not holds(value) or not value:
        return Edit(old.start, old.end, f" {scalar_beside(value, '', flow=flow)}")
    at, style = page.line_end(old.start), page.style
    indent = style.step if isinstance(value, Mapping) else style.dash
    return Edit(at, at, f"\n{_block(page, value, page.key_column(old.start) + indent)}")


def _block(page: Page, value: Data, column: int) -> str:
    """A value in lines of its own, indented by a column."""
    if not holds(value) or not value:
        return " " * column + scalar_beside(value, "", flow=False)
    return "\n".join(block_lines(value, column, page.style))


# adding ------------------------------------------------------------------------------------------


def _added(page: Page, parent: Span, step: str | int, value: Data, path: Path) -> Edit:
    """A new last entry of a mapping, or a new last item of a sequence."""
    assert isinstance(parent, Items | Entries)
    if parent.flow:
        return _in_brackets(page, parent, step, value)
    first = parent.start if isinstance(parent, Items) else parent.starts[0]
    dash = isinstance(parent, Entries) or page.text[first] == "-"  # and no anchor before it
    if not (dash and page.begins_line(first)):
        raise Unchangeable(path, _STRANGE)
    column = page.column(first)
    lines = _new_lines(page, parent, step, value, column)
    at = page.after_comments(page.line_end(parent.end), column)
    starts = parent.starts[-2:]
    apart = len(starts) == 2 and "\n\n" in page.text[starts[0] : starts[1]]
    return Edit(at, at, "\n" * apart + "".join(f"\n{line}" for line in lines))


def _new_lines(
    page: Page, parent: Items | Entries, step: str | int, value: Data, column: int
) -> list[str]:
    """The lines of a new last entry, in the style of those before it."""
    if isinstance(parent, Items):
        return item_lines(value, column, page.style, parent.values)
    key = quoted(str(step)) if _are_quoted(parent) else key_text(str(step))
    return entry_lines(key, value, column, page.style, parent.values)


def _is_json(page: Page) -> bool:
    return page.root.flow and _are_quoted(page.root)


def _are_quoted(parent: Entries) -> bool:
    """Whether all keys of a mapping stand in double quotes, as in JSON."""
    keys = [name for name, _ in parent.entries]
    return bool(keys) and all(isinstance(each, Leaf) and each.style == '"' for each in keys)


def _in_brackets(page: Page, parent: Items | Entries, step: str | int, value: Data) -> Edit:
    """A new last entry between brackets: behind the last one, or on a line of its own like it."""
    json = _is_json(page) or (isinstance(parent, Entries) and _are_quoted(parent))
    written = flow_text(value, json=json)
    if isinstance(parent, Entries):
        key = quoted(str(step)) if json else key_text(str(step))
        written = f"{key}: {written}"
    if not parent.values:
        at = page.text.index("{" if isinstance(parent, Entries) else "[", parent.start) + 1
        return Edit(at, at, written)
    at, before = parent.values[-1].end, page.before(parent.starts[-1])
    commented = "#" in page.text[at : page.line_end(at)]
    between = " " if before.strip(" ") or commented else f"\n{before}"
    return Edit(at, at, f",{between}{written}")


# removing and renaming ---------------------------------------------------------------------------


def _entry(page: Page, path: Path) -> tuple[Entries, Span, Span]:
    """A mapping with one of its keys and its value."""
    parent: Span | None = page.root
    for depth, step in enumerate(path[:-1]):
        parent = _child(parent, step, path[: depth + 1]) if parent else None
    entries = parent.entries if isinstance(parent, Entries) else ()
    for key, value in entries:
        if isinstance(parent, Entries) and name_of(key) == path[-1]:
            return parent, key, value
    raise Unchangeable(path, "there is no such entry")


def _removing(page: Page, path: Path) -> Edit:
    parent, key, value = _entry(page, path)
    if parent.flow or len(parent.entries) == 1 or page.before(key.start).strip(" "):
        raise Unchangeable(path, "its lines are not its own")
    start, end = key.start - page.column(key.start), page.line_end(value.end)
    return Edit(start, end + 1, "") if end < len(page.text) else Edit(start - 1, end, "")


def _renaming(page: Page, path: Path, name: str) -> Edit:
    parent, key, _ = _entry(page, path)
    if parent.at(name) is not None:
        raise Unchangeable(path, f"there is a key {name!r} already")
    return Edit(key.start, key.end, key_text(name))
