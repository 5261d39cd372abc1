"""XML for xml(), json() and xpath(): a document as .NET has it, its JSON, its XPath."""
