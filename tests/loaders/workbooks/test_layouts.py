"""The tables in data/reference that describe the workbooks agree with each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders.errors import WorkbookError
from loaders.grades import Framework, Judgement
from loaders.paths import REFERENCE
from loaders.workbooks.layouts import load_layouts, text_key

KNOWN = load_layouts(REFERENCE)


def test_every_field_has_a_heading_and_every_heading_a_use() -> None:
    used = {field for layout in KNOWN.layouts for field in layout.required | layout.optional}
    assert used == set(KNOWN.columns.values())


def test_every_layout_is_told_from_the_others() -> None:
    for layout in KNOWN.layouts:
        for other in KNOWN.layouts:
            assert layout is other or layout.required != other.required, (layout.name, other.name)


def test_every_group_has_a_date_and_a_kind_and_its_columns() -> None:
    for layout in KNOWN.layouts:
        for group in layout.groups:
            assert group.start or group.publication
            assert group.type or (group.framework and group.event_type)
            assert group.fields <= layout.required | layout.optional


def test_every_judgement_of_a_framework_is_described() -> None:
    ilacs = {Framework.ILACS} if any(group.type for layout in KNOWN.layouts for group in layout.groups) else set()
    for layout in KNOWN.layouts:
        for group in layout.groups:
            for framework in {group.framework} - {None} or ilacs:
                assert all((framework, judgement) in KNOWN.periods for judgement in group.judgements)
    assert KNOWN.periods[Framework.ILACS, Judgement.OVERALL].judged_until is not None


def test_a_heading_is_compared_without_what_does_not_matter() -> None:
    assert text_key(" First SIF Overall Judgement\n(OE)") == text_key("First SIF Overall  judgement (oe)")
    assert text_key("Children’s") == text_key("Children's")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("workbooks.toml", "[groups", "workbooks.toml does not describe the workbooks"),
        ("workbooks.toml", "[groups]\n", "workbooks.toml does not describe the workbooks .*KeyError"),
        ("workbook_columns.csv", "header,field\nRegion,region\nREGION,code\n", "row 3: the heading 'REGION' has two"),
        ("frameworks.csv", "framework\n", "frameworks.csv: no column judgement"),
    ],
)
def test_faults_of_the_reference_are_named(tmp_path: Path, file: str, content: str, message: str) -> None:
    for name in ("workbooks.toml", "workbook_columns.csv", "frameworks.csv"):
        shutil.copy(REFERENCE / name, tmp_path)
    (tmp_path / file).write_text(content)
    with pytest.raises(WorkbookError, match=message):
        load_layouts(tmp_path)
