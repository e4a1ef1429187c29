"""Places in DfE's data sets: authorities under codes of any year, and regions that are left out."""

from __future__ import annotations

from loaders.register.authorities import Body, Register

PARTS_OF_REGIONS = {"E13000001": "Inner London", "E13000002": "Outer London"}
"""Left out: DfE prints the two halves of London as regions beside the whole of it."""


def bodies_by_code(register: Register) -> dict[str, Body]:
    """Each body under its code and under every code that it had before."""
    return {code: body for body in register.bodies() for code in (body.code, *body.earlier_codes)}
