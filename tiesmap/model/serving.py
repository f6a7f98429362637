"""How a team's dashboard is served: where, and who vouches for whoever signs in.

Read from one TOML file. Whatever is weak is refused with a sentence, before anything is served.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from tiesmap.model.problems import Refused

SHORTEST_SECRET = 32
"""Characters: 128 bits of `openssl rand -hex 16`."""
_FEWEST_DIFFERENT = 10
LONGEST_STAY = 24 * 30
"""Hours: Streamlit keeps its cookie no longer."""
HERE = ("localhost", "127.0.0.1", "::1")
_OPENED = ("frame-ancestors", "img-src", "connect-src")
_MANY_TENANTS = re.compile(r"/(common|organizations|consumers)(/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TeamServer:
    """A team's dashboard behind a sign-in."""

    address: str
    """What stands in everybody's browser, such as https://ties.example.com."""
    cookie_secret: str
    """Signs the cookie that says who somebody is."""
    metadata: str
    """The provider's .well-known/openid-configuration."""
    client_id: str
    client_secret: str
    listen: str = "127.0.0.1"
    """The address of this machine to listen at; a proxy with TLS stands before it."""
    hosts: tuple[str, ...] = ()
    """Further host names by which browsers come."""
    hours: int = 12
    """After so many hours one signs in again."""
    trust_email: bool = False
    """Take an address that the provider does not call verified: only where nobody but the
    company's own admins gives addresses (Microsoft Entra, one tenant)."""
    allow: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further origins in the Content-Security-Policy, by its directive."""

    @property
    def host(self) -> str:
        """The host name in the address."""
        return urlsplit(self.address).hostname or ""

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """Every host name by which a browser may come."""
        return tuple(dict.fromkeys((self.host, *self.hosts)))


_TABLES = {"sign_in": ("metadata", "client_id", "client_secret", "hours", "trust_email")}
_TOP = ("address", "cookie_secret", "listen", "hosts", "allow")


def read_team_server(text: str, name: str) -> TeamServer:
    """The settings in the text of a TOML file. Raises Refused with a sentence where one is missing,
    unknown or weak."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{name} is not TOML: {error}.") from None
    try:
        return _checked(given)
    except Refused as refused:
        raise Refused(f"{name}: {refused}") from None


def _checked(given: Mapping[str, Any]) -> TeamServer:
    inside = given.get("sign_in", {})
    if not isinstance(inside, Mapping):
        raise Refused("[sign_in] is a table of metadata, client_id and client_secret.")
    unknown = [key for key in given if key not in (*_TOP, "sign_in")]
    unknown += [f"sign_in.{key}" for key in inside if key not in _TABLES["sign_in"]]
    if unknown:
        raise Refused(f"{unknown[0]} is no setting of a team's server: see docs/team.md.")
    said = {key: given[key] for key in given if key != "sign_in"} | dict(inside)
    for field in fields(TeamServer):
        kind = {"hours": int, "trust_email": bool, "hosts": list, "allow": Mapping}
        expected = kind.get(field.name, str)
        if field.name in said and (
            not isinstance(said[field.name], expected)
            or (expected is int and isinstance(said[field.name], bool))
        ):
            raise Refused(f"{field.name} is not of the kind that it must be: see docs/team.md.")
    for name in ("address", "cookie_secret", "metadata", "client_id", "client_secret"):
        if not str(said.get(name, "")).strip():
            where = "sign_in." if name in _TABLES["sign_in"] else ""
            raise Refused(f"{where}{name} is missing: see docs/team.md.")
    server = TeamServer(
        **said
        | {"hosts": tuple(map(str, said.get("hosts", ())))}
        | {"address": str(said["address"]).rstrip("/")}
        | {"allow": _allowed(said.get("allow", {}))}
    )
    _refuse_weak(server)
    return server


def _allowed(given: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for name, origins in given.items():
        if name not in _OPENED:
            raise Refused(f"allow.{name} cannot be opened: only {', '.join(_OPENED)} can.")
        for origin in origins if isinstance(origins, list) else [None]:
            if not isinstance(origin, str) or not re.fullmatch(
                r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", origin, re.IGNORECASE
            ):
                raise Refused(
                    f"allow.{name}: give whole origins, such as https://intranet.example.com, "
                    "without a wildcard, a path or http."
                )
    return tuple((name, tuple(origins)) for name, origins in given.items())


def _refuse_weak(server: TeamServer) -> None:
    secret = server.cookie_secret
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < _FEWEST_DIFFERENT:
        raise Refused(
            f"cookie_secret is weak: take at least {SHORTEST_SECRET} characters drawn by lot "
            "(openssl rand -hex 32). Whoever guesses it is whom he wants to be."
        )
    _refuse_open("address", server.address)
    _refuse_open("sign_in.metadata", server.metadata)
    if urlsplit(server.address).path or urlsplit(server.address).query:
        raise Refused("address ends with the host (and port): leave out what follows it.")
    for host in server.hosts:
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", host, re.IGNORECASE):
            raise Refused(f"hosts: {host!r} is no host name; a wildcard would let in any.")
    if not 1 <= server.hours <= LONGEST_STAY:
        raise Refused(f"sign_in.hours is 1 to {LONGEST_STAY}.")
    if server.trust_email and _MANY_TENANTS.search(server.metadata):
        raise Refused(
            "sign_in.trust_email goes with the metadata of one tenant alone: in any other, "
            "whoever likes gives himself your address."
        )


def _refuse_open(name: str, address: str) -> None:
    """Raise Refused where what passes could be read, or the place be taken, on the way."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{name} is not an address such as https://ties.example.com.")
    if parts.username or parts.password:
        raise Refused(f"{name} holds a name or password: leave it out.")
    if parts.scheme == "http" and parts.hostname not in HERE:
        raise Refused(f"{name} must begin with https: by http anybody on the way reads along.")
