"""Things as they are called now: what names one that was renamed says the same as before."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from generator.compiler.diff.model import Fact, Thing

Renamed = dict[str, dict[str, str]]
"""For each noun, the new names of its things by the old."""
IN_WORDS: Mapping[str, tuple[str, ...]] = {
    "parameter": ("sends ",),
    "data": ("place of ",),
    "activity": ("waits for ",),
}
"""How words begin that end with a name."""
_IN_TEXTS: Mapping[str, str] = {
    "parameter": r"(?<=pipeline\(\)\.parameters\.){}\b",
    "variable": r"(?<=variables\('){}(?='\))",
    "activity": r"(?<=activity\('){}(?='\))",
}
"""Where expressions name things."""
_IN_PLACES = r"(?<=^in ){}(?=$| if | by | case )"


def with_new_names(thing: Thing, renamed: Renamed) -> Thing:
    """A thing whose words and facts name others as they are called now."""
    if not any(renamed.values()):
        return thing
    said = {_word(word, renamed): _fact(fact, renamed) for word, fact in thing.facts.items()}
    return replace(thing, facts=said)


def _word(word: str, renamed: Renamed) -> str:
    for noun, starts in IN_WORDS.items():
        for start in starts:
            name = word.removeprefix(start)
            if name != word:
                return start + renamed.get(noun, {}).get(name, name)
    return word


def _fact(fact: Fact, renamed: Renamed) -> Fact:
    if isinstance(fact.said, tuple):
        names = _names(renamed, "parameter", "data", "trigger")
        return replace(fact, said=tuple(names.get(each, each) for each in fact.said))
    return replace(fact, said=_text(fact.said, fact.origin[1], renamed))


def _text(said: str, field: str, renamed: Renamed) -> str:
    match field:
        case "input" | "output":
            return _names(renamed, "data").get(said, said)
        case "path":
            return _replaced(said, r"(?<={{){}(?=}})", renamed.get("parameter", {}))
        case "at":
            return _replaced(
                said, r"(?<=^in ){}(?=$| if | by | case )", renamed.get("activity", {})
            )
    for noun, pattern in _IN_TEXTS.items():
        said = _replaced(said, pattern, renamed.get(noun, {}))
    return said


def _names(renamed: Renamed, *nouns: str) -> dict[str, str]:
    return {old: new for noun in nouns for old, new in renamed.get(noun, {}).items()}


def _replaced(said: str, pattern: str, names: Mapping[str, str]) -> str:
    """A text with every name, where the pattern has it, replaced at once: two may be swapped."""
    if not names:
        return said
    either = "|".join(map(re.escape, names))
    return re.sub(pattern.format(f"(?:{either})"), lambda found: names[found[0]], said)
