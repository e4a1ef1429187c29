from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from dashboard.settings import Settings, SettingsError


def test_the_defaults_serve_this_machine_alone() -> None:
    assert Settings.from_environment({}) == Settings(host="127.0.0.1", port=8050, https=False, embed_ancestors="*")


def test_the_environment_changes_them() -> None:
    env = {"HOST": "0.0.0.0", "PORT": "9000", "HTTPS": "1", "EMBED_ANCESTORS": "https://example.org"}
    assert Settings.from_environment(env) == Settings("0.0.0.0", 9000, True, "https://example.org")


def test_a_blank_is_as_good_as_none() -> None:
    assert Settings.from_environment({"HOST": "", "PORT": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "-1"),
        ("PORT", "70000"),
        ("PORT", "８０"),
        ("HTTPS", "perhaps"),
        ("EMBED_ANCESTORS", "*; x"),
        ("CONTACT", "the council"),
        ("CONTACT", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})


def test_where_the_service_stands_is_read() -> None:
    env = {"BASE_PATH": "ofsted", "PUBLIC_URL": "https://example.org/", "TRUSTED_PROXIES": "127.0.0.1 10.0.0.0/8,unix"}
    settings = Settings.from_environment(env)
    assert (settings.base_path, settings.public_url) == ("/ofsted/", "https://example.org")
    assert settings.trusted_proxies == (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), "unix")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_PATH", "a b"),
        ("BASE_PATH", "/a/../b/"),
        ("PUBLIC_URL", "example.org"),
        ("PUBLIC_URL", "ftp://example.org"),
        ("PUBLIC_URL", "https://example.org/ofsted"),
        ("TRUSTED_PROXIES", "proxy.example.org"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_where_it_cannot_stand_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})


def test_a_logo_of_exported_files_is_named() -> None:
    assert Settings.from_environment({"EXPORT_LOGO": " /srv/crest.png "}).export_logo == Path("/srv/crest.png")
    assert Settings.from_environment({"EXPORT_LOGO": " "}).export_logo is None
