"""How often a race is run: a few times in `make test`, many times in `make drill`."""

import os


def size(small: int, drill: int) -> int:
    return drill if os.environ.get("DRILL") else small
