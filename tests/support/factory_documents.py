"""Small documents of the factory, made up at random, with names that look like settings."""

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(("A", "B", "C", "retry"))
KEYS = st.sampled_from(("retry", "type", "annotations", "value", "x"))
SCALARS = st.sampled_from((0, 1, 1.0, True, False, None, "", "0.12:00:00", "x", "\u2028é"))
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2)
)
MAPS = st.dictionaries(KEYS, VALUES, max_size=3)
CONDITIONS = st.lists(st.sampled_from(("Succeeded", "Failed", "Skipped")), unique=True, min_size=1)
POLICIES = st.fixed_dictionaries(
    {},
    optional={
        "timeout": st.sampled_from(("0.12:00:00", "7.00:00:00")),
        "retry": st.sampled_from((0, 1, "0")),
        "secureInput": st.booleans(),
    },
)


def _dependencies() -> st.SearchStrategy[list[Any]]:
    conditions = st.dictionaries(NAMES, CONDITIONS, max_size=2)
    return conditions.map(
        lambda found: [
            {"activity": name, "dependencyConditions": each} for name, each in found.items()
        ]
    )


def _activities(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    def kinds(name: str) -> st.SearchStrategy[Any]:
        return st.one_of(
            activity(name, "WebActivity", MAPS),
            activity(name, "AzureMLExecutePipeline", st.builds(_ml, MAPS)),
            activity(name, "ForEach", inner.map(lambda found: {"activities": found})),
            activity(name, "IfCondition", inner.map(lambda found: {"ifTrueActivities": found})),
            activity(name, "Switch", inner.map(lambda found: {"cases": _cases(found)})),
        )

    named = st.lists(NAMES, unique=True, max_size=3)
    return named.flatmap(lambda found: st.tuples(*map(kinds, found))).map(list)


def _ml(parameters: dict[str, Any]) -> dict[str, Any]:
    return {"mlPipelineParameters": parameters, "mlPipelineId": "1"}


def _cases(activities: list[Any]) -> list[Any]:
    return [{"value": "one", "activities": activities}]


def activity(
    name: str, word: str, properties: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"name": st.just(name), "type": st.just(word)},
        optional={
            "dependsOn": _dependencies(),
            "policy": POLICIES,
            "userProperties": st.just([]),
            "typeProperties": properties,
        },
    )


DECLARED = st.dictionaries(
    KEYS, st.fixed_dictionaries({"type": st.just("String")}, optional={"defaultValue": SCALARS})
)
ANNOTATIONS = st.lists(st.sampled_from(("x", "y", "1")) | st.just(1), unique_by=repr, max_size=3)

PIPELINES = st.fixed_dictionaries(
    {"activities": _activities(_activities(st.just([])))},
    optional={"parameters": DECLARED, "annotations": ANNOTATIONS, "folder": MAPS},
)
RUNS = st.lists(NAMES, unique=True).flatmap(
    lambda found: st.tuples(
        *(
            st.fixed_dictionaries(
                {
                    "pipelineReference": st.just(
                        {"referenceName": name, "type": "PipelineReference"}
                    )
                },
                optional={"parameters": MAPS},
            )
            for name in found
        )
    ).map(list)
)
TRIGGERS = st.fixed_dictionaries(
    {"type": st.just("ScheduleTrigger"), "pipelines": RUNS},
    optional={"runtimeState": st.sampled_from(("Started", "Stopped"))},
)


def documents() -> st.SearchStrategy[tuple[str, Any]]:
    """A kind of document, and one of them."""
    inside = st.tuples(st.just("pipeline"), PIPELINES) | st.tuples(st.just("trigger"), TRIGGERS)
    return inside.map(lambda found: (found[0], {"name": "n", "properties": found[1]}))
