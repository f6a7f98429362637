"""What is weak in the settings of a team's server is refused with a sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tiesmap.dashboard.headers import headers_of
from tiesmap.model.problems import Refused
from tiesmap.model.serving import read_team_server
from tiesmap.workspace.team.serving import load_team_server

GOOD = """
address = "https://ties.example.com"
cookie_secret = "0123456789abcdef0123456789abcdef"
hosts = ["ties.internal"]

[sign_in]
metadata = "https://login.example.com/.well-known/openid-configuration"
client_id = "tiesmap"
client_secret = "known to the two alone"
"""
AT_HOME = 'address = "http://localhost:8501"'
WEAK = [
    ("cookie_secret =", 'cookie_secret = "short"\n#', "cookie_secret is weak"),
    ("cookie_secret =", f'cookie_secret = "{"ab" * 30}"\n#', "cookie_secret is weak"),
    ("cookie_secret =", "#", "cookie_secret is missing"),
    ("https://ties.example.com", "http://ties.example.com", "address must begin with https"),
    ("https://ties.example.com", "http://localhost.example.com", "must begin with https"),
    ("https://ties.example.com", "ties.example.com", "is not an address"),
    ("https://ties.example.com", "https://me:pw@ties.example.com", "holds a name or password"),
    ("https://ties.example.com", "https://ties.example.com/inside", "leave out what follows"),
    ("https://login", "http://login", "sign_in.metadata must begin with https"),
    ("ties.internal", "*.internal", "a wildcard would let in any"),
    ("ties.internal", "*", "a wildcard would let in any"),
    ('client_id = "tiesmap"', "", "sign_in.client_id is missing"),
    ('client_id = "tiesmap"', "client_id = 7", "client_id is not of the kind"),
    ('client_id = "tiesmap"', 'client_id = "t"\nhours = 9000', "hours is 1 to 720"),
    ('client_id = "tiesmap"', 'client_id = "t"\nhours = true', "hours is not of the kind"),
    ("hosts =", "host =", "host is no setting"),
    ("hosts =", 'allow = {script-src = ["https://x.example"]}\nhosts =', "cannot be opened"),
    ("hosts =", 'allow = {img-src = ["https://*.example.com"]}\nhosts =', "without a wildcard"),
    ("hosts =", 'allow = {img-src = ["http://x.example.com"]}\nhosts =', "without a wildcard"),
    ("hosts =", 'allow = {img-src = ["https://x.example; script-src *"]}\nhosts =', "wildcard"),
    ("hosts =", 'allow = {img-src = "https://x.example.com"}\nhosts =', "give whole origins"),
    ("[sign_in]", "[sign_in", "is not TOML"),
    (
        "login.example.com/.well",
        "login.microsoftonline.com/common/v2.0/.well",
        "metadata of one tenant alone",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WEAK)
def test_what_is_weak_is_refused(old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if "tenant" in sentence:
        text += "trust_email = true\n"
    with pytest.raises(Refused, match=r"^team\.toml:? ") as said:
        read_team_server(text, "team.toml")
    assert sentence in str(said.value)


def test_what_is_good_is_taken() -> None:
    server = read_team_server(GOOD, "team.toml")
    assert server.all_hosts == ("ties.example.com", "ties.internal")
    assert (server.listen, server.hours, server.trust_email) == ("127.0.0.1", 12, False)
    assert read_team_server(GOOD.replace('address = "https://ties.example.com"', AT_HOME), "t")


def test_the_policy_of_a_team_names_its_own_address_alone() -> None:
    allow = 'allow = {frame-ancestors = ["https://intranet.example.com"]}\nhosts ='
    headers = headers_of(read_team_server(GOOD.replace("hosts =", allow), "team.toml"))
    policy = headers["Content-Security-Policy"].split("; ")
    assert "connect-src 'self' wss://ties.example.com" in policy
    assert "frame-ancestors 'self' https://intranet.example.com" in policy
    assert "Strict-Transport-Security" in headers
    alone = headers_of(None)
    here = "connect-src 'self' ws://localhost:* ws://127.0.0.1:*;"
    assert here in alone["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in alone


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_secrets_that_others_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(GOOD, "utf-8")
    path.chmod(0o640)
    with pytest.raises(Refused, match="can be read by others"):
        load_team_server(path)
    path.chmod(0o600)
    assert load_team_server(path).host == "ties.example.com"
