"""`python -m dashboard site` as a person runs it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.site.command import base, root


@pytest.mark.parametrize(
    ("text", "path"),
    [("/", "/"), ("/x/", "/x/"), ("x", "/x/"), ("/a/b", "/a/b/"), ("", "/"), ("/~me/2.0", "/~me/2.0/")],
)
def test_a_base_path_has_a_slash_at_each_end(text: str, path: str) -> None:
    assert base(text) == path


@pytest.mark.parametrize("text", ["/a b/", "/a//b/", "/x?y", 'x"y', "https://example.org/x/", "/../x/ ", "<x>"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is no path; expected one such as /ofsted/"):
        base(text)


def test_an_address_is_a_host_alone() -> None:
    assert root("https://example.org/") == "https://example.org"
    assert root("http://localhost:8000") == "http://localhost:8000"
    for text in ("example.org", "ftp://example.org", "https://", ""):
        with pytest.raises(argparse.ArgumentTypeError, match="is no address"):
            root(text)
    with pytest.raises(argparse.ArgumentTypeError, match="give the path as --base-path"):
        root("https://example.org/ofsted")


def test_the_command_writes_and_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["site", "--out", str(tmp_path / "site"), "--only", "rutland", "--processes", "1", "--base-path", "x"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    pages = len(json.loads((tmp_path / "site/site.json").read_text())["pages"])
    others = sum(path.is_file() for path in (tmp_path / "site").rglob("*")) - pages
    assert said.out == f"{pages} pages and {others} other files in {tmp_path / 'site'}\n"
    assert f"Pages: {pages + 1} of {pages + 1}\n" in said.err
    assert "No sitemap.xml and no canonical addresses, which need --base-url.\n" in said.err
    assert (tmp_path / "site/authority/rutland/index.html").is_file()


def test_a_folder_of_others_is_refused_with_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["site", "--out", str(tmp_path)]) == 1
    assert "did not write" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
