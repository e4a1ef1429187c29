from __future__ import annotations

import plotly.graph_objects as go

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


def test_the_template_is_one_that_plotly_knows() -> None:
    assert go.layout.Template(theme.template()).layout.font.size == 14


def test_no_graph_offers_an_upload() -> None:
    assert theme.GRAPH_CONFIG["displaylogo"] is False
    assert theme.GRAPH_CONFIG["showSendToCloud"] is False
