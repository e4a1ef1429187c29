"""`python -m dashboard export`: files, failures, and mistakes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.briefing.batch import export
from dashboard.briefing.model import Content, Size
from dashboard.briefing.subjects import Subject
from dashboard.drawing.scene import Scene
from loaders import ShownProgress
from tests.dashboard.briefing.handmade import PICTURE, content


def test_it_writes_the_formats_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "dudley", "--formats", "xlsx,pptx", "--out", str(tmp_path / "new")]) == 0
    names = sorted(path.name.rsplit("-", 3)[0] for path in (tmp_path / "new").iterdir())
    assert names == ["dudley-deck", "dudley-tables"]
    said = capsys.readouterr()
    assert said.err == ""
    assert re.fullmatch(rf"2 files in {tmp_path / 'new'}\n1 of 1 briefing made whole, in [\d.]+ s\n", said.out)


@pytest.mark.parametrize(
    "words", [["dudly"], ["region:narnia"], ["dudley", "--formats", "gif"], ["dudley", "--template", "none.pptx"]]
)
def test_a_mistake_is_status_2(words: list[str], tmp_path: Path) -> None:
    try:
        status = main(["export", *words, "--out", str(tmp_path)])
    except SystemExit as stop:
        status = int(stop.code or 0)
    assert status == 2
    assert not list(tmp_path.iterdir())


def test_it_goes_on_past_a_failure_and_lists_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def undrawn(size: Size) -> Scene:
        raise KeyError("lane")

    def write(subject: Subject) -> Content:
        if subject.name == "bad":
            raise ValueError("no such thing")
        made = content()
        if subject.name == "undrawn":
            section = replace(made.sections[1], picture=replace(PICTURE, draw=undrawn))
            made = replace(made, sections=(section, *made.sections[2:]))
        return replace(made, slug=subject.name)

    subjects = [Subject("authority", name) for name in ("bad", "undrawn", "good")]
    assert export(subjects, write, ["csv", "svg"], tmp_path) == 1
    said = capsys.readouterr().err
    assert "bad (csv,svg): ValueError: no such thing" in said
    assert "undrawn (svg): the chart 'timeline' at the size 'slide' could not be drawn (KeyError: 'lane')" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "good-neighbours-2026-05-12.csv",
        "good-timeline-2026-05-12.svg",
        "good-visits-2026-05-12.csv",
        "undrawn-neighbours-2026-05-12.csv",
        "undrawn-visits-2026-05-12.csv",
    ]


def test_a_terminal_gets_a_bar_and_a_file_plain_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = [Subject("authority", name) for name in ("one", "two")]

    def write(subject: Subject) -> Content:
        return replace(content(), slug=subject.name)

    assert export(subjects, write, ["csv"], tmp_path) == 0
    assert capsys.readouterr().err == ""
    assert export(subjects, write, ["csv"], tmp_path, progress=ShownProgress()) == 0
    assert capsys.readouterr().err.splitlines() == ["Briefings: 1 of 2", "Briefings: 2 of 2"]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert export(subjects, write, ["csv"], tmp_path, progress=ShownProgress()) == 0
    said = capsys.readouterr().err
    assert "Briefings: 100%" in said and "2/2" in said and "1 of 2" not in said


def test_help_tells_every_form(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for form in ("region:NAME", "neighbours:WHO", "compare:WHO,WHO", "national:DATE", "map:DATE", "ofsted-region"):
        assert form in said
