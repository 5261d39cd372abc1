"""What Data Factory takes although the SDKs do not know it. Each row says how we know."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.factory_types.table import Table


@dataclass(frozen=True, slots=True)
class Property:
    """A property that a definition of the SDK lacks."""

    owner: str
    name: str
    notation: str
    why: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word that an enumeration of the SDK lacks."""

    owner: str
    word: str
    why: str


PROPERTIES = (
    Property(
        owner="AzureMLExecutePipelineActivityTypeProperties",
        name="mlExecutionType",
        notation="any",
        why="Studio writes it into every such activity; no schema has it",
    ),
    Property(
        owner="AzureMLServiceLinkedServiceTypeProperties",
        name="credential",
        notation="CredentialReference",
        why="how Studio writes a user-assigned identity; 26 other linked services have it",
    ),
)
WORDS = (
    Word("VariableType", "Boolean", "what Studio writes for a boolean; the SDK says Bool"),
    Word("VariableType", "Integer", "Studio offers it"),
)


def allow(table: Table, properties: Iterable[Property] = PROPERTIES) -> None:
    """Add to a table, in place, what its SDK lacks; a row that the SDK has by now is an error."""
    for row in properties:
        if row.name in table.definitions[row.owner]:
            raise ValueError(f"the SDK has {row.owner}.{row.name} by now: drop it from the list")
        table.definitions[row.owner][row.name] = row.notation
    for word in WORDS:
        known = table.enums[word.owner]
        table.enums[word.owner] = sorted({*known, word.word})
