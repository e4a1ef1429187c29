"""Many briefings at once: a configuration file, what is new, a full disk, Ctrl-C, and faults that cost no other file."""

from __future__ import annotations

import datetime as dt
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.briefing.batch import export
from dashboard.briefing.configuration import EXAMPLE, Configuration, ConfigurationError, read_configuration
from dashboard.briefing.content import content_for
from dashboard.briefing.files import Charts, make
from dashboard.briefing.house import HouseError
from dashboard.briefing.model import Content
from dashboard.briefing.naming import FORMATS, file_name
from dashboard.briefing.subjects import Subject, read_one
from dashboard.briefing.templates import house_of
from dashboard.statistics.recent import with_news
from loaders import Dataset
from loaders.paths import DATA
from tests.dashboard.briefing.handmade import content

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "dashboard", "export"]


def written(subject: Subject) -> Content:
    return replace(content(), slug=subject.name)


def test_the_example_is_read_with_paths_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "cabinet.toml"
    path.write_text(EXAMPLE)
    assert read_configuration(path) == Configuration(
        who=("dudley", "compare:neighbours:dudley"),
        formats=("pptx", "docx"),
        template=(tmp_path / "council.pptx", tmp_path / "council.dotx"),
        logo=tmp_path / "crest.png",
        folder=tmp_path / "cabinet",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("whom = 'dudley'", "'whom' is no setting of it; expected who, formats, template, logo, folder"),
        ("who = 3", "who is 3; expected words in quotation marks"),
        ("who = []", "who is []; expected"),
        ("formats = ['gif']", "'gif' is no format; choose from png"),
        ("folder = ''", "folder is ''; expected the name of one"),
        ("who = ", "is no TOML file"),
    ],
)
def test_a_mistake_in_a_configuration_names_file_and_key(tmp_path: Path, words: str, told: str) -> None:
    path = tmp_path / "cabinet.toml"
    path.write_text(words)
    with pytest.raises(ConfigurationError, match=re.escape(told)) as caught:
        read_configuration(path)
    assert str(path) in str(caught.value)
    assert main(["export", "--config", str(path)]) == 2


def test_the_command_does_what_the_configuration_says_and_options_go_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cabinet.toml"
    path.write_text('who = "dudley"\nformats = "csv"\nfolder = "made"')
    assert main(["export", "--config", str(path)]) == 0
    names = sorted(one.name for one in (tmp_path / "made").iterdir())
    assert names and all(name.startswith("dudley-") and name.endswith(".csv") for name in names)
    assert main(["export", "walsall", "--config", str(path), "--formats", "xlsx", "--out", str(tmp_path / "b")]) == 0
    (made,) = (tmp_path / "b").iterdir()
    assert made.name.startswith("walsall-tables-")
    assert main(["export"]) == 2
    assert "Name WHO the briefings are for" in capsys.readouterr().err


def test_since_leaves_out_those_with_nothing_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whose newest publication, as the CSV has it, lies before the day."""
    table = pd.read_csv(DATA / "inspections.csv", dtype=str)
    codes = pd.read_csv(DATA / "authorities.csv", dtype=str).set_index("slug")["code"]
    newest = table.groupby("authority_code")["publication_date"].max()
    some = [slug for slug in ("dudley", "walsall", "barnet", "cornwall", "leeds") if codes[slug] in newest.index]
    days = sorted(newest[codes[slug]] for slug in some)
    since = days[2]
    new = {slug for slug in some if newest[codes[slug]] >= since}
    assert 0 < len(new) < len(some)
    assert main(["export", *some, "--formats", "xlsx", "--out", str(tmp_path), "--since", since]) == 0
    assert {one.name.split("-tables")[0] for one in tmp_path.iterdir()} == new
    assert f"{len(some) - len(new)} left out: nothing of theirs was published since" in capsys.readouterr().out


def test_a_publication_of_a_month_may_be_of_its_last_day() -> None:
    inspections = pd.DataFrame(
        {
            "authority_code": ["day", "month", "none"],
            "publication_date": pd.to_datetime(["2026-07-01", "2026-07-01", None]),
            "publication_precision": ["day", "month", "unknown"],
        }
    )
    assert with_news(inspections, dt.date(2026, 7, 1)) == {"day", "month"}
    assert with_news(inspections, dt.date(2026, 7, 31)) == {"month"}
    assert with_news(inspections, dt.date(2026, 8, 1)) == set()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """A process whose files may have 30,000 bytes: what is smaller is there whole, nothing else is."""
    code = (
        "import resource, signal, sys; from dashboard.__main__ import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000));"
        "sys.exit(main(sys.argv[1:]))"
    )
    command = ["export", "dudley", "--formats", "csv,png,pptx,svg", "--out", str(tmp_path)]
    ended = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "dudley (pptx): OSError: [Errno 27] File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    made = list(tmp_path.iterdir())
    assert made and all(0 < one.stat().st_size <= 30_000 and one.suffix in (".csv", ".svg", ".png") for one in made)
    for one in made:
        assert one.suffix != ".png" or one.read_bytes().endswith(b"IEND\xaeB`\x82")
        assert one.suffix != ".svg" or one.read_bytes().endswith(b"</svg>")


def test_ctrl_c_ends_quietly_and_lists_what_is_done(tmp_path: Path) -> None:
    command = [*COMMAND, "all", "--formats", "png,docx", "--out", str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        wait = time.monotonic() + 60
        while len(list(tmp_path.glob("*.docx"))) < 2:
            assert process.poll() is None and time.monotonic() < wait
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said, told = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in told and len(told.splitlines()) == 1
    done = told.removeprefix("Stopped. Whole: ").rstrip(".\n").split(", ")
    assert {"barking-and-dagenham", "barnet"} <= set(done)
    files = list(tmp_path.iterdir())
    assert said.startswith(f"{len(files)} files in {tmp_path}\n{len(done)} of 153 briefings made whole, in ")
    assert not list(tmp_path.glob(".*"))
    assert all(one.suffix != ".png" or one.read_bytes().endswith(b"IEND\xaeB`\x82") for one in files)


@pytest.mark.parametrize(
    "broken",
    [
        "write_deck",
        "write_document",
        "write_report",
        "write_briefing",
        "write_one_page",
        "write_workbook",
        "write_page",
        "svg",
        "page_of",
    ],
)
def test_one_broken_writer_costs_no_other_format(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*given: object, **more: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr(f"dashboard.briefing.files.{broken}", fail)
    assert export([Subject("authority", "dudley")], written, list(FORMATS), tmp_path) == 1
    lost = {
        "write_deck": {"pptx"}, "write_document": {"docx"}, "write_report": {"report"}, "write_briefing": {"briefing-pdf"}, "write_one_page": {"one-page"}, "write_workbook": {"xlsx"},
        "write_page": {"html"}, "svg": {"svg"}, "page_of": {"png", "pdf"},
    }[broken]  # fmt: skip
    told = capsys.readouterr().err
    told_of = {name for name in FORMATS if f"dudley ({name}): " in told}
    # a Word file without its chart is made, and the chart is named
    assert told_of == lost | ({"docx", "report"} if broken == "page_of" else set())
    made = {one.name.split("-", 1)[1].partition("-2026")[0] + one.suffix for one in tmp_path.iterdir()}
    whole = {
        "deck.pptx": "pptx", "slide.pptx": "slide", "briefing.docx": "docx", "report.docx": "report", "tables.xlsx": "xlsx",
        "briefing.pdf": "briefing-pdf", "one-page.pdf": "one-page",
        "page.html": "html", "timeline.svg": "svg", "timeline.png": "png", "timeline.pdf": "pdf",
    }  # fmt: skip
    assert {name for name, suffix in whole.items() if suffix not in lost} <= made
    assert not {name for name, suffix in whole.items() if suffix in lost} & made


def test_a_renderer_that_panics_is_a_fault_like_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors of compiled libraries may derive from BaseException alone: they must not end a batch or a server."""

    class Panic(BaseException):
        pass

    class Compiler:
        def compile_with_warnings(self, **given: object) -> tuple[bytes, list[object]]:
            raise Panic("index out of bounds")

    monkeypatch.setattr("dashboard.drawing.render.typesetting._compiler", Compiler)
    charts = Charts(content())
    assert make(charts, "docx").data
    assert "index out of bounds" in str(charts.faults[0])


def test_long_names_of_sets_become_short_and_stay_apart(dataset: Dataset, tmp_path: Path) -> None:
    slugs = list(dataset.authorities()["slug"])[:40]
    who = [f"compare:{','.join(slugs[:30])}", f"compare:{','.join([*slugs[:29], slugs[31]])}"]
    assert main(["export", *who, "--formats", "csv", "--out", str(tmp_path)]) == 0
    names = sorted(one.name for one in tmp_path.iterdir())
    assert len(names) == 6 and all(len(name) < 120 for name in names)
    named = content_for(dataset, read_one(who[0], dataset))
    assert file_name(named, "csv") in names
    assert re.fullmatch(r"barking-and-dagenham-barnet-barnsley-[a-z-]+-[0-9a-f]{8}-comparison-.*\.csv", names[0])


@pytest.mark.parametrize("name", ["crest.gif", "missing.png", "fake.png"])
def test_a_logo_that_is_none_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "fake.png").write_text("no picture")
    with pytest.raises(HouseError, match=name):
        house_of([], tmp_path / name)
