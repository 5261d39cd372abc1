"""Which parameters and variables a factory string reads."""

import pytest

from generator.expression import parameters, variables


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@pipeline().parameters.run_date", {"run_date"}),
        ("@Pipeline()?.Parameters?['Run_Date'].x", {"Run_Date"}),
        ("@{pipeline().parameters.a}/@{concat(pipeline().parameters['b c'])}", {"a", "b c"}),
        ("@item()[pipeline().parameters.i][pipeline().parameters.j]", {"i", "j"}),
        ("@pipeline().parameters", set()),
        ("@pipeline().parameters[item()]", set()),
        ("@pipeline()[item()].parameters.x", set()),
        ("@pipeline().globalParameters.x", set()),
        ("@item().parameters.x", set()),
        ("@'pipeline().parameters.x'", set()),
        ("@@pipeline().parameters.x", set()),
        ("@concat(pipeline().parameters.x", set()),
    ],
)
def test_parameters(text: str, names: set[str]) -> None:
    assert parameters(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@variables('a')", {"a"}),
        ("@{VARIABLES( 'it''s' )[0]}@{json(variables('b')).c}", {"it's", "b"}),
        ("@variables(variables('inner'))", {"inner"}),
        ("@variables('a', 'b')", set()),
        ("@activity('a')", set()),
        ("@variables('a'", set()),
        ("variables('a')", set()),
    ],
)
def test_variables(text: str, names: set[str]) -> None:
    assert variables(text) == names
