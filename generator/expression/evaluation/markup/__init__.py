"""XML for xml(), json() and xpath(): a document as .NET reads and writes it, its JSON, its XPath."""
