"""Widths of words, against the tables of the font as fontTools reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from dashboard import theme
from dashboard.drawing.text_width import FONTS, face, first_that_fits, text_height, text_width
from loaders.paths import DATA

ASSETS = Path(theme.__file__).parent / "assets"
STYLES = {False: "Regular", True: "Bold"}


@pytest.mark.parametrize("bold", [False, True])
def test_widths_and_kerning_are_those_of_the_font(bold: bool) -> None:
    font = TTFont(FONTS / f"TrajectorySans-{STYLES[bold]}.ttf")
    letters = {chr(code): glyph for code, glyph in font.getBestCmap().items()}
    assert face(bold).widths == {letter: font["hmtx"][glyph][0] for letter, glyph in letters.items()}
    pairs = font["kern"].kernTables[0].kernTable
    for first, second in ("AV", "To", "11", "ab", "Wa", "r,"):
        assert face(bold).kerning.get((first, second), 0) == pairs.get((letters[first], letters[second]), 0)
    assert "GPOS" not in font and "GSUB" not in font  # a browser then kerns by the table that is measured


@pytest.mark.parametrize("style", STYLES.values())
def test_pages_are_served_the_letters_that_pictures_have(style: str) -> None:
    picture = TTFont(FONTS / f"TrajectorySans-{style}.ttf")
    page = TTFont(ASSETS / "fonts" / f"TrajectorySans-{style}.woff2")
    assert page.getBestCmap() == picture.getBestCmap()
    assert page["hmtx"].metrics == picture["hmtx"].metrics
    assert page["name"].getDebugName(1) == picture["name"].getDebugName(1) == "Trajectory Sans"
    assert "Liberation" not in " ".join(str(record) for record in page["name"].names if record.nameID in (1, 3, 4, 6))


def test_letters_are_as_wide_as_arials_so_that_nothing_moves_when_the_font_arrives() -> None:
    assert [round(text_width(letter, 1000)) for letter in "0iW "] == [556, 222, 944, 278]
    assert [round(text_width(letter, 1000, bold=True)) for letter in "0iW "] == [556, 278, 944, 278]


def test_every_letter_of_a_name_and_of_our_words_is_in_the_font() -> None:
    texts = [(DATA / f"{table}.csv").read_text(encoding="utf-8") for table in ("authorities", "inspections")]
    for folder in ("figures", "text", "history"):
        texts += [path.read_text(encoding="utf-8") for path in (ASSETS.parent / folder).rglob("*.py")]
    missing = {letter for text in texts for letter in re.sub(r"\s", "", text)} - set(face().widths)
    assert missing - {"↳"} == set()


def test_of_several_lines_the_widest_counts() -> None:
    assert text_width("one\nlonger", 12) == text_width("longer", 12)
    assert text_height("one\nlonger", 10) == 26


def test_the_first_wording_that_fits_is_taken() -> None:
    assert first_that_fits(("Requires improvement", "RI"), 40, 12) == "RI"
    assert first_that_fits(("Requires improvement", "RI"), 5, 12) == ""


def test_the_licence_lies_beside_each_copy_of_the_font() -> None:
    for folder in (FONTS, ASSETS / "fonts"):
        assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    css = (ASSETS / "0-font.css").read_text(encoding="utf-8")
    assert {ASSETS / name for name in re.findall(r'url\("([^"]+)"\)', css)} == set((ASSETS / "fonts").glob("*.woff2"))
    assert theme.FONT.startswith("'Trajectory Sans'")
