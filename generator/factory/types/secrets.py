"""Secrets that are written out: a spec is kept in git, and no place for one.

What a secret is comes from the SDKs' types where they say it. They do not everywhere: a connection
string can be anything, and holds a password or none. There the text itself is looked at.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.contract.pipelines import FactoryData
from generator.contract.values import Expression, Literal
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.factory.types.check import SECRET_FORMS
from generator.factory.types.data import is_computed, opened, word
from generator.factory.types.notation import Entries, Form, Items, Named, Plain
from generator.factory.types.table import Definition, Kind, Service, Table, table

UNTYPED = frozenset(
    {
        "accountKey",
        "consumerKey",
        "encryptedCredential",
        "password",
        "pwd",
        "sasToken",
        "sslKey",
        "sslPassword",
    }
)
"""Properties that are secrets as a whole, and to one or another of the SDKs' types are anything."""

_VALUE = r"""(?!@\{)[^;&'"\s@]"""
"""How a written-out value begins: what is computed, or joined to text, begins otherwise."""

_IN_TEXT: Mapping[str, re.Pattern[str]] = {
    "an account key": re.compile(rf"\b(Shared)?(Account|Access)Key\s*=\s*{_VALUE}", re.IGNORECASE),
    "a password": re.compile(
        rf"(^|;)\s*(password|pwd|clientsecret|accesstoken)\s*=\s*{_VALUE}", re.IGNORECASE
    ),
    "a shared access signature": re.compile(rf"(^|[?&;])sig={_VALUE}", re.IGNORECASE),
    "a function key": re.compile(
        rf"^https://[^/]+\.azurewebsites\.net/\S*[?&]code={_VALUE}", re.IGNORECASE
    ),
    "a user's password": re.compile(r"^\w+://[^/\s:@]+:[^/\s@{]+@"),
}
_HEADERS: Mapping[str, re.Pattern[str]] = {
    "authorization": re.compile(rf"^(Basic|Bearer|SharedKey)\s+{_VALUE}", re.IGNORECASE),
    **dict.fromkeys(
        ("api-key", "ocp-apim-subscription-key", "x-api-key", "x-functions-key"),
        re.compile(_VALUE),
    ),
}
"""Headers of a web request that let somebody in, and how their values look then."""

_HINT = "use a managed identity, or {type: AzureKeyVaultSecret, store: ..., secretName: ...}"
_FOR_HEADERS = "use a managed identity, or an expression with what an activity read from Key Vault"


def secret_properties(service: Service, kind: Kind, type_: str) -> frozenset[str]:
    """The names of a type's properties, at any depth, that hold secrets; () of an unknown type."""
    types = table(service)
    waiting, seen, found = [types.properties(kind, type_)], set[Form](), set[str]()
    while waiting:
        form = waiting.pop()
        if isinstance(form, Items | Entries):
            waiting.append(form.form)
        elif form and form not in seen:
            seen.add(form)
            for definition in () if _is_secret(form) else types.alternatives(form):
                found |= {n for n, entry in definition.items() if _holds_secret(n, entry.form)}
                waiting += [entry.form for entry in definition.values()]
    return frozenset(found)


def check_secrets(
    service: Service, kind: Kind, type_: str, data: Mapping[str, FactoryData], at: Path
) -> Iterator[Finding]:
    """The secrets that properties of a type write out.

    Args:
        service: whose types are meant.
        kind: what has the properties.
        type_: its type; of an unknown one, only the values themselves are looked at.
        data: the properties.
        at: the way to them.

    Yields:
        A finding for each literal where a secret goes that is no Key Vault reference, each
        SecureString, and each text that carries a key, a signature, a token or a password.
    """
    types = table(service)
    yield from _Search(types).value(types.properties(kind, type_), data, at)


def _is_secret(form: Form | None) -> bool:
    return isinstance(form, Named) and form.name in SECRET_FORMS


def _holds_secret(name: str, form: Form) -> bool:
    return _is_secret(form) or (name in UNTYPED and isinstance(form, Plain))


class _Search(Struct, frozen=True):
    """Goes through data by their types as far as these are known, and through the rest as it is."""

    table: Table

    def value(self, form: Form | None, raw: FactoryData, at: Path) -> Iterator[Finding]:
        data = opened(raw)
        if isinstance(data, Mapping):
            yield from self._mapping(form, data, at)
        elif isinstance(data, list):
            inner = form.form if isinstance(form, Items) else None
            for i, item in enumerate(data):
                yield from self.value(inner, item, (*at, i))
        elif what := _carried(data):
            yield _secret(at, what)

    def _mapping(
        self, form: Form | None, data: Mapping[str, FactoryData], at: Path
    ) -> Iterator[Finding]:
        if word(data.get("type")) == "SecureString":
            yield _secret((*at, "value"), "a SecureString")
            return
        definition = self._definition(form, data)
        for name, item in data.items():
            entry = definition.get(name)
            if entry and _holds_secret(name, entry.form) and _is_written_out(item):
                yield _secret((*at, name), repr(name))
            elif _is_key(name, item):
                yield _secret((*at, name), f"the header {name!r}", _FOR_HEADERS)
            else:
                inner = form.form if isinstance(form, Entries) else entry.form if entry else None
                yield from self.value(inner, item, (*at, name))

    def _definition(self, form: Form | None, data: Mapping[str, FactoryData]) -> Definition:
        """The definition that an object follows; an empty one if that cannot be told."""
        if isinstance(form, Named) and (union := self.table.unions.get(form.name)):
            told = union.members.get(word(data.get(union.key)) or "")
            return self.table.definitions[told] if told else {}
        (definition,) = self.table.alternatives(form) or ({},)
        return definition


def _is_written_out(raw: FactoryData) -> bool:
    """Whether a literal stands where a secret goes. A SecureString is told as such."""
    data = opened(raw)
    if is_computed(data) or data == Literal(None):
        return False
    told = word(data.get("type")) if isinstance(data, Mapping) else None
    return told not in ("AzureKeyVaultSecret", "SecureString")


def _carried(data: FactoryData) -> str:
    """What secret a text carries; "" if none. An expression can have one in its literal parts."""
    text = data.text if isinstance(data, Expression) else word(data) or ""
    return next((what for what, pattern in _IN_TEXT.items() if pattern.search(text)), "")


def _is_key(name: str, data: FactoryData) -> bool:
    pattern, text = _HEADERS.get(name.casefold()), word(data)
    return bool(pattern and text and pattern.search(text))


def _secret(at: Path, what: str, hint: str = _HINT) -> Finding:
    message = f"{what} is a secret, and a spec is no place for one"
    return Finding(Code.SECRET, at, message, hint)
