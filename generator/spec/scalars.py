"""Scalars whose type another value gives: a parameter's default, a trigger's value for it."""

from generator.contract.model import Type
from generator.contract.values import Scalar
from generator.spec import forms
from generator.spec.forms import Raw


def typed(raw: Raw, kind: Type) -> Scalar | None:
    """The scalar as a value of the type, or None if it is none.

    Text may stand with or without quotes, everything else only without.
    """
    if kind is Type.STRING:
        return None if raw.plain and raw.text in forms.NULLS else raw.text
    if not raw.plain:
        return None
    if kind is Type.BOOLEAN:
        return forms.boolean(raw.text)
    return forms.integer(raw.text) if kind is Type.INTEGER else forms.number(raw.text)
