"""Two portraits side by side: what is new, gone, renamed or different."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from generator.compiler.diff.model import Fact, Portrait, Said, Sign, Thing
from generator.compiler.diff.renaming import Renamed, with_new_names
from generator.compiler.diff.spelling import shortened

_IN_ORDER = ("step", "activity")
"""Things whose order has a meaning, so that they are told in it."""


class Difference(Struct, frozen=True):
    """A change before it is known where it shows: of a thing, or of the whole if that is None.

    `word` is the fact that differs; "" where the thing itself is new, gone or has another name.
    """

    sign: Sign
    what: str
    old: Thing | None = None
    new: Thing | None = None
    word: str = ""
    fact: Fact | None = None

    @property
    def thing(self) -> Thing | None:
        """The thing, as it is or was."""
        return self.new or self.old


def differences(old: Portrait, new: Portrait) -> Iterator[Difference]:
    """Everything in which two portraits differ; each thing's by itself, in a fixed order."""
    yield from _Comparison(old, new).differences()


class _Comparison(Struct):
    old: Portrait
    new: Portrait
    renamed: Renamed = field(default_factory=dict)

    def differences(self) -> Iterator[Difference]:
        for word, before, after in _facts(self.old.own, self.new.own):
            yield Difference("~", told(word, before, after), word=word, fact=after or before)
        for noun in self.new.things:
            yield from self.things(noun)
        for title, names in self.new.orders.items():
            yield from self.order(title, self.old.orders.get(title, ()), names)

    def things(self, noun: str) -> Iterator[Difference]:
        old, new = self.old.things[noun], self.new.things[noun]
        renamed = self.renamed[noun] = self.other_names(old, new)
        # a thing with another name is the same thing, and what names it says the same
        known = {renamed.get(name, name): self.now(old[name]) for name in old}
        for name in new if noun in _IN_ORDER else sorted(new):
            if name not in known:
                about = f" ({new[name].summary})" if new[name].summary else ""
                yield Difference("+", f"{new[name]}{about}", new=new[name])
            else:
                yield from _changed(self.known(known[name]), self.known(new[name]))
        for name in sorted(known.keys() - new.keys()):
            yield Difference("-", str(old[name]), old=old[name])

    def other_names(self, old: Mapping[str, Thing], new: Mapping[str, Thing]) -> dict[str, str]:
        """What is the same under another name, if it is clear which."""
        gone = {name: _key(self.now(old[name])) for name in old.keys() - new.keys()}
        came = {name: _key(new[name]) for name in new.keys() - old.keys()}
        counts = Counter([*gone.values(), *came.values()])
        return {
            name: other
            for name, key in sorted(gone.items())
            for other, same in came.items()
            if key == same and key and counts[key] == 2
        }

    def now(self, thing: Thing) -> Thing:
        """A thing that names others as they are called now."""
        return with_new_names(thing, self.renamed)

    def known(self, thing: Thing) -> Thing:
        """A thing with no usual value for what only one of the portraits knows."""
        said = {
            word: replace(fact, absent="nothing") if self.is_half(word) else fact
            for word, fact in thing.facts.items()
        }
        return replace(thing, facts=said)

    def is_half(self, word: str) -> bool:
        """Whether a word names a parameter or data that only one of the portraits has."""
        for noun, start in (("parameter", "sends "), ("data", "place of ")):
            if word.startswith(start):
                old, new = self.old.things[noun], self.new.things[noun]
                names = {self.renamed[noun].get(name, name) for name in old}
                return word.removeprefix(start) not in names & new.keys()
        return False

    def order(
        self, title: str, before: tuple[str, ...], after: tuple[str, ...]
    ) -> Iterator[Difference]:
        renamed = {old: new for each in self.renamed.values() for old, new in each.items()}
        known = [renamed.get(name, name) for name in before]
        one = [name for name in known if name in after]
        other = [name for name in after if name in known]
        if one != other:
            texts = shortened(", ".join(one), ", ".join(other))
            yield Difference(
                "~", f"order of {title}: {' -> '.join(texts)}", word=f"order of {title}"
            )


def _changed(old: Thing, new: Thing) -> Iterator[Difference]:
    if old.name != new.name:
        yield Difference("~", f"{old}: renamed to {new.name}", old, new)
    for word, before, after in _facts(old.facts, new.facts):
        what = f"{new}: {told(word, before, after)}"
        yield Difference("~", what, old, new, word, after or before)


def _facts(
    old: Mapping[str, Fact], new: Mapping[str, Fact]
) -> Iterator[tuple[str, Fact | None, Fact | None]]:
    """The facts that differ. Of things of two types, only those that both can have."""
    one, other = old.get("type"), new.get("type")
    retyped = one is not None and other is not None and one.said != other.said
    for word in [*new, *(word for word in old if word not in new)]:
        before, after = old.get(word), new.get(word)
        if before and after:
            if before.said != after.said and before.context == after.context:
                yield word, before, after
        elif not retyped:
            yield word, before, after


def _key(thing: Thing) -> tuple[tuple[str, Said], ...]:
    return tuple(sorted((word, fact.said) for word, fact in thing.facts.items()))


# words --------------------------------------------------------------------------------------------


def told(word: str, before: Fact | None, after: Fact | None) -> str:
    """What became of a fact: "default 0.5 -> 0.6", "packages + a, - b"."""
    old, new = (fact.said if fact else () for fact in (before, after))
    if isinstance(old, tuple) and isinstance(new, tuple):
        return f"{word} {_list(old, new)}"
    absent = (before or after or Fact("", (object, ""))).absent
    texts = (", ".join(said) if isinstance(said, tuple) else said for said in (old, new))
    return f"{word} {' -> '.join(shortened(*(text or absent for text in texts)))}"


def _list(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    added, gone = Counter(new) - Counter(old), Counter(old) - Counter(new)
    if not added and not gone:
        return f"in another order: {' -> '.join(shortened(', '.join(old), ', '.join(new)))}"
    signed = [*(f"+ {each}" for each in added), *(f"- {each}" for each in gone)]
    more = f", {len(signed) - 6} more" if len(signed) > 6 else ""
    return ", ".join(signed[:6]) + more
