from __future__ import annotations

from dashboard import theme
from loaders import Grade


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_letter_can_be_read_on_its_colour() -> None:
    for look in [*theme.GRADES.values(), theme.UNGRADED]:
        assert contrast(look.fill, look.ink) >= 4.5


def test_muted_words_can_be_read() -> None:
    assert contrast(theme.MUTED, theme.PALE) >= 4.5


def test_every_grade_has_a_swatch_and_its_own_letter() -> None:
    assert list(theme.GRADES) == list(Grade)
    assert [look.letter for look in theme.GRADES.values()] == ["O", "G", "RI", "I"]
    assert theme.swatch(None) is theme.UNGRADED


def test_no_graph_offers_an_upload() -> None:
    assert theme.GRAPH_CONFIG["displaylogo"] is False
    assert theme.GRAPH_CONFIG["showSendToCloud"] is False


def test_each_grade_has_its_own_colour_and_the_ink_upon_it() -> None:
    """Written out here, as files and drawings must have them too."""
    assert {str(grade): (look.fill, look.ink, look.letter) for grade, look in theme.GRADES.items()} == {
        "Outstanding": ("#12436D", "#ffffff", "O"),
        "Good": ("#6BACE6", "#0b0c0c", "G"),
        "Requires improvement": ("#F6B26B", "#0b0c0c", "RI"),
        "Inadequate": ("#9E3A06", "#ffffff", "I"),
    }
