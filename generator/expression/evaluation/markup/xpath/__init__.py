"""XPath 1.0, as far as a document without types and variables needs it.

(W3C Recommendation "XML Path Language, version 1.0".)
"""

from functools import lru_cache

from generator.expression.evaluation.markup.reader import read_xml
from generator.expression.evaluation.markup.xpath.grammar import compiled
from generator.expression.evaluation.markup.xpath.nodes import Attribute, Tree, XPathNode
from generator.expression.evaluation.markup.xpath.values import Focus, Result

__all__ = ["Attribute", "Result", "XPathNode", "find"]


def find(text: str, path: str) -> Result:
    """What a path gives in a document: nodes in their order, or a value.

    Raises:
        Refused: the text is not XML, or the path is not XPath 1.0, or asks for what is not there.
    """
    tree = _tree(text)
    return compiled(path)(Focus(tree, tree.document, 1, 1))


@lru_cache(maxsize=16)  # several paths are looked up in one document
def _tree(text: str) -> Tree:
    return Tree(read_xml(text))
