"""Office files whose bytes depend on their content alone."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def settle(data: bytes, moment: dt.datetime) -> bytes:
    """The same archive with fixed file times and, inside, `moment` as the dates of its properties.

    Office files inside (the workbook behind a native chart) are settled too.
    """
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            member = old.read(info)
            if info.filename == "docProps/core.xml":
                member = _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<2>", member)
            elif info.filename.endswith(".xlsx"):
                member = settle(member, moment)
            fixed = zipfile.ZipInfo(info.filename, _EPOCH)
            # pictures are compressed already, and trying again costs more than it saves
            stored = info.filename.endswith((".png", ".jpeg", ".jpg", ".xlsx"))
            fixed.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, member, compresslevel=6)
    return target.getvalue()
