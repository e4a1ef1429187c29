"""Addresses in what is written: links of the app become links to files, and links to nothing become text.

The HTML is our own (`web.markup`, `drawing.render.svg`): every attribute stands between double quotes, and no text
holds an unescaped one.
"""

from __future__ import annotations

import re
from html import escape, unescape

from dashboard.site.places import Places, is_made_for_query

_ANCHOR = re.compile(r'<a\b([^>]*?) href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_ABSOLUTE = re.compile(r"https?://|mailto:|#")


class Links:
    """What leads where: `base` is the path that the files stand under, such as `/` or `/ofsted/`."""

    def __init__(self, places: Places, base: str = "/") -> None:
        self.places, self.base = places, base

    def of(self, address: str) -> str | None:
        """Where an address of the app leads, as a link; None where there is no file."""
        if _ABSOLUTE.match(address):
            return address
        place = self.places.of(address)
        return None if place is None else self.base + place

    def in_html(self, html: str) -> str:
        """A page with its links changed: one that leads to no file is text."""

        def changed(found: re.Match[str]) -> str:
            before, href, after, content = found.groups()
            link = self.of(unescape(href))
            if link is None:
                return content
            return f'<a{before} href="{escape(link)}"{after}>{content}</a>'

        return _ANCHOR.sub(changed, html)

    def made_for(self, html: str) -> dict[str, str]:
        """The addresses in a page of the app that are files made for their query, with those files."""
        hrefs = (unescape(found.group(2)) for found in _ANCHOR.finditer(html))
        return {href: str(self.places.of(href)) for href in hrefs if is_made_for_query(href)}

    def in_feed(self, xml: bytes, host: str, root: str) -> bytes:
        """A feed with its links changed: `host` is what the app put before them, `root` what the site has there."""

        def changed(found: re.Match[str]) -> str:
            link = self.of(unescape(found.group(1))) or self.base
            return f'href="{escape(root + link)}"'

        return re.sub(rf'href="{re.escape(host)}(/[^"]*)"', changed, xml.decode()).encode()
