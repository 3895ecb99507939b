"""Addresses of web servers: where they lead to, and who may know the password in them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, unquote, urlsplit

_PLAIN = "/%:@!$&'()*+,;=~"
_OF_QUERIES = _PLAIN + "?"


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web, ready to be asked."""

    scheme: str
    """`http` or `https`."""
    host: str
    """With its port, if there is one; without user and password."""
    path: str
    """Quoted, with the query."""
    login: str = field(default="", repr=False)
    """What this server alone is told of who asks, an `Authorization` header; empty: nothing."""

    @classmethod
    def of(cls, where: str) -> Address:
        """The address that is written so; a fragment is left out. ValueError where it is none."""
        parts = split(where)
        query = f"?{quote(parts.query, safe=_OF_QUERIES)}" if parts.query else ""
        path = quote(parts.path, safe=_PLAIN) + query
        return cls(parts.scheme.lower(), parts.netloc.rpartition("@")[2], path, _login(parts))

    @property
    def url(self) -> str:
        """As it is shown, and asked for: without the login."""
        return f"{self.scheme}://{self.host}{self.path}"

    def below(self, path: str) -> Address:
        """That of a path within this one, which may have any characters."""
        return replace(self, path=f"{self.path.rstrip('/')}/{quote(path)}")

    def trusty(self, *, plain: bool) -> bool:
        """Whether what comes from there can be taken.

        With `plain`, from any place; else only if nobody on the way can change it unnoticed.
        """
        return plain or is_safe(urlsplit(self.url))


def split(where: str) -> SplitResult:
    """The parts of an address. ValueError where it is none of a web server."""
    parts = urlsplit(where)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError(where)
    return parts


def is_safe(parts: SplitResult) -> bool:
    """Whether nobody on the way can change what comes from there: it is HTTPS, or this machine."""
    return parts.scheme == "https" or (parts.scheme == "http" and is_here(parts.hostname or ""))


def origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    """Who is asked: the same for all paths of a server."""
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or usual


def is_here(host: str) -> bool:
    """Whether it is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _login(parts: SplitResult) -> str:
    """The user and password of an address, as they are sent."""
    if parts.username is None and parts.password is None:
        return ""
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"
