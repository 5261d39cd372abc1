# Scaffolded by Scorewright from specs/chain_v1.yaml; from here on it is yours.
"""The step say of the scoring job chain_v1."""

from pathlib import Path

from contract import Say, parse


def files_of(source: Path) -> list[Path]:
    """The files of an input, or the one file that it is."""
    if source.is_file():
        return [source]
    return [path for path in sorted(source.rglob("*")) if path.is_file()]


def main() -> None:
    given = parse(Say)
    print(given)
    print(len(files_of(given.lines)), "files read")


if __name__ == "__main__":
    main()
