"""XPath 1.0, as far as a document without types and variables needs it. (W3C, XPath 1.0.)"""

from generator.expression.evaluation.markup.document import Document
from generator.expression.evaluation.markup.xpath.grammar import compiled
from generator.expression.evaluation.markup.xpath.nodes import Attribute, Tree, XPathNode
from generator.expression.evaluation.markup.xpath.values import Focus, Result

__all__ = ["Attribute", "Result", "XPathNode", "find"]


def find(document: Document, path: str) -> Result:
    """What a path gives, read from the document itself: nodes in their order, or a value.

    Adjacent texts of the document become one.

    Raises:
        Refused: the path is not XPath 1.0, or uses what this document cannot answer.
    """
    return compiled(path)(Focus(Tree(document), document, 1, 1))
