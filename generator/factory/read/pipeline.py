"""A factory pipeline with its triggers, read as a half of the contract."""

from collections.abc import Iterable

from generator.contract.model import Calls, Read
from generator.diagnostics import Path, Place
from generator.factory.read import activities
from generator.factory.read.addresses import Defaults
from generator.factory.read.declarations import read_declared
from generator.factory.read.documents import Document
from generator.factory.read.trail import Trail
from generator.factory.read.triggers import read_firings


def read_calls(pipeline: Document, triggers: Iterable[Document] = ()) -> Read[Calls]:
    """What a factory pipeline does with Azure ML, and where in its documents it says so.

    Args:
        pipeline: The pipeline's document, as Git holds it: `name` and `properties`.
        triggers: Documents of triggers. Those that start other pipelines are passed over.

    Returns:
        The half, with the exact place of everything in it: names at the member or the text that
        gives them, values at the leaf that carries them (of an Expression object its `value`), a
        call's target at its activity's `type`. What is read out of a body of constant JSON text
        stands where the text stands.

    No document is refused. What the factory computes is an Expression, and a part of a wrong shape
    is Undecided where the half has a value for it; where it has none (an activity that is no
    object, a list that is none) the part is absent. What has no name, or one that is taken, stands
    under a key that tells its place ("<file>#<JSON pointer>"). An object whose members nobody can
    tell is one undecided entry (EVERYTHING).
    """
    places: dict[Path, Place] = {}
    trail, root = Trail(places), pipeline.root
    trail.mark(Place(pipeline.file))
    trail.at("pipeline").mark(pipeline.name_place)
    parameters = root.member("properties", "parameters")
    variables = root.member("properties", "variables")
    declared = Defaults(
        read_declared(parameters, trail.at("parameters")),
        read_declared(variables, trail.at("variables")),
    )
    half = Calls(
        pipeline=pipeline.name,
        parameters=declared.parameters,
        variables=declared.variables,
        calls=activities.read_calls(root, declared, trail.at("calls")),
        firings=read_firings(triggers, pipeline.name, trail.at("firings")),
    )
    return Read(half, places)
