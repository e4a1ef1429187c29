"""What the environment may change: where the app serves, and what stands in front of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


class SettingsError(ValueError):
    """An environment variable that cannot be used, said in words."""


@dataclass(frozen=True)
class Settings:
    """Every setting; the defaults serve one machine."""

    host: str = "127.0.0.1"
    port: int = 8050
    https: bool = False
    """The app is reached by https alone (`HTTPS=1`): send Strict-Transport-Security."""
    embed_ancestors: str = "*"
    """Who may frame the embedded views (`EMBED_ANCESTORS`, a CSP source list); other pages nobody."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that HOST, PORT, HTTPS and EMBED_ANCESTORS give; raises SettingsError."""
        env = os.environ if environment is None else environment
        return cls(
            host=env.get("HOST") or cls.host,
            port=_port(env.get("PORT") or str(cls.port)),
            https=_switch("HTTPS", env.get("HTTPS", "")),
            embed_ancestors=_sources(env.get("EMBED_ANCESTORS") or cls.embed_ancestors),
        )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise SettingsError(f"PORT is {text!r}; expected a number from 0 to 65535, such as PORT=8050.")
    return int(text)


def _switch(name: str, text: str) -> bool:
    words = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}
    if text.casefold() not in words:
        raise SettingsError(f"{name} is {text!r}; expected 1 or 0.")
    return words[text.casefold()]


def _sources(text: str) -> str:
    if ";" in text or "," in text or not text.isprintable():
        raise SettingsError(f"EMBED_ANCESTORS is {text!r}; expected addresses separated by spaces, or *.")
    return text
