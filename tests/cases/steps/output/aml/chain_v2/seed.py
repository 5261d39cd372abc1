# Scaffolded by Scorewright from specs/chain_v2.yaml; from here on it is yours.
"""The step seed of the scoring job chain_v2."""

from contract import Seed, parse


def main() -> None:
    given = parse(Seed)
    print(given)
    given.hints.mkdir(parents=True, exist_ok=True)
    (given.hints / "given.txt").write_text(f"{given}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
