"""What an expression reads and gives: JSON."""

Scalar = str | int | float | bool
Json = Scalar | None | list["Json"] | dict[str, "Json"]
"""A value of JSON. What the language computes with are integers of 64 bits and floats of 64 bits;
1 and 1.0 differ in more places than they are alike. Only json() gives longer integers, which can be
handed on but not computed with."""
