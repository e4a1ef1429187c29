"""Pages set by typst: tagged PDF/UA-1 in British English and in our font, the same bytes for the same words."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

import typst

from dashboard.drawing.text_width import FONTS

_SETTING = threading.Lock()
"""typst's compiler may not be used by two threads at once."""


class TypesettingError(RuntimeError):
    """A page that typst could not set; the message is its own."""


def typeset(source: bytes, inputs: Mapping[str, str], moment: dt.datetime) -> bytes:
    """The PDF of a source in typst's language, which finds `inputs` in sys.inputs; `moment` is its date."""
    stamp = moment.replace(tzinfo=dt.UTC)
    with _SETTING:
        try:
            made: Any = _compiler().compile(
                input=source, format="pdf", sys_inputs=dict(inputs), pdf_standards=["ua-1"], timestamp=stamp
            )
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of compiled code is no Exception, and would end a batch or a server
            raise TypesettingError(str(error)) from error
    return bytes(made)


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(font_paths=fonts)
