"""Pages set by typst: tagged PDF/UA-1 in British English and in our font, the same bytes for the same words."""

from __future__ import annotations

import datetime as dt
import threading
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

import typst

from dashboard.drawing.text_width import FONTS

_SETTING = threading.Lock()
"""typst's compiler may not be used by two threads at once."""


class TypesettingError(RuntimeError):
    """A page that typst could not set; the message is its own."""


_ALONE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""
PER_INCH = 288


def typeset(source: bytes, inputs: Mapping[str, str], moment: dt.datetime) -> bytes:
    """The PDF of a source in typst's language, which finds `inputs` in sys.inputs; `moment` is its date.

    What typst warns of, such as pages that do not settle, is a warning here.
    """
    made, warned = _compiled(
        input=source,
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards=["ua-1"],
        timestamp=moment.replace(tzinfo=dt.UTC),
    )
    for one in warned:
        warnings.warn(str(one), RuntimeWarning, stacklevel=2)
    return made


def painted_svg(drawing: bytes) -> bytes:
    """Somebody's SVG as a PNG; what it leaves clear stays clear."""
    words = drawing.decode("utf-8-sig", errors="replace")
    return _compiled(input=_ALONE, format="png", ppi=PER_INCH, sys_inputs={"svg": words})[0]


def _compiled(**order: Any) -> tuple[bytes, list[Any]]:
    with _SETTING:
        try:
            made, warned = _compiler().compile_with_warnings(**order)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of compiled code is no Exception, and would end a batch or a server
            raise TypesettingError(str(error)) from error
    assert isinstance(made, bytes)  # one page, or one document
    return made, warned


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(font_paths=fonts)
