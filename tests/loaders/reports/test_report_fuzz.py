"""Texts changed in ways that change no fact: the same facts come out, or an honest blank, never another fact."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reports import parse
from loaders.reports.reading import Reading
from loaders.reports.text import Pages, clean
from tests.loaders.reports.made_reports import ilacs, jtai, letter, send, sif
from tests.loaders.reports.report_fuzz import fuzz

MADE = {
    "ilacs": ilacs([("Overall effectiveness", "Good"), ("The impact of leaders on social work practice", "Good")]),
    "sif": sif(["Inadequate", "Requires improvement", "Good", "Outstanding", "Good"]),
    "focused": letter(
        points=["Visits (outcome 3, national framework)", "Plans.", "Audits (enabler two and principle 4)"]
    ),
    "monitoring": letter(kind="monitoring", days="on 20 August 2020"),
    "jtai": jtai("neglect"),
    "send": send("The local area partnership’s arrangements lead to inconsistent"),
}
FACTS = (
    *("authority", "start_date", "end_date", "publication_date", "theme", "visit_number"),
    *("priority_action_areas", "improvement_areas", "outcome", "lead_inspector"),
)


def other_facts(before: Reading, after: Reading) -> list[str]:
    """Facts that the changed text gives and the first text contradicts."""
    wrong = [
        f"{name}: {getattr(before, name)} became {getattr(after, name)}"
        for name in FACTS
        if getattr(after, name) is not None and getattr(after, name) != getattr(before, name)
    ]
    if after.elements not in (before.elements, ()):
        wrong.append(f"elements: {before.elements} became {after.elements}")
    wrong += [
        f"{key}: {before.judgements.get(key)} became {grade}"
        for key, grade in after.judgements.items()
        if before.judgements.get(key) != grade
    ]
    return wrong


def changed(pages: Sequence[str], seed: int) -> list[str]:
    return [clean(page) for page in fuzz(pages, random.Random(seed))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(MADE)), st.integers(0, 10_000))
def test_made_documents_keep_their_facts(family: str, seed: int) -> None:
    pages = [clean(page) for page in MADE[family]]
    before, after = parse(pages), parse(changed(pages, seed))
    assert after.document == before.document
    assert other_facts(before, after) == []


def test_real_documents_keep_their_facts(sources: Path) -> None:
    paths = sorted((sources / "reports").glob("*/*.pdf"))[::4]
    wrong: list[str] = []
    read = 0
    for number, path in enumerate(paths):
        if path.read_bytes()[:4] != b"%PDF":
            continue
        with Pages(path.read_bytes()) as document:
            pages = list(document)
        before, after = parse(pages), parse(changed(pages, number))
        wrong += [f"{path.name}: {fault}" for fault in other_facts(before, after)]
        read += 1
    if not read:
        pytest.fail("no report was read")
    assert wrong == []
