# Scaffolded by Scorewright from specs/chain_v2.yaml; from here on it is yours.
"""The step say of the scoring job chain_v2."""


def main() -> None:
    print("Nothing is given to say.py")


if __name__ == "__main__":
    main()
