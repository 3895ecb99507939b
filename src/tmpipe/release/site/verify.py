"""The page that tells how to check a file, what the states mean, and how to stay up to date."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tmpipe.model import Locale
from tmpipe.release.signature import NAMESPACE, fingerprint
from tmpipe.release.site.frame import Page, Site, framed, to
from tmpipe.release.site.text_page import code, state_of
from tmpipe.release.site.tongue import Tongue, said
from tmpipe.release.texts import STATES

_FILE = "statement.docx"


def path_of(locale: Locale) -> str:
    """The path of the page."""
    return f"{locale}/verify/index.html"


def verify_page(site: Site, locale: Locale) -> bytes:
    """The page in a locale."""
    own = site.tongues[locale]
    release = site.release
    page = Page(
        path=path_of(locale),
        tongue=own,
        title=f"{own.site.how} – {release.title(locale)}",
        main=(
            f"<h1>{escape(own.site.how)}</h1>",
            *_states(own),
            *_one(own),
            *_many(own),
            *_signature(site, own),
            *_stay(site, own),
        ),
        editions={one: path_of(one) for one in release.locales},
        default=path_of(release.source_locale),
        kind="verify",
    )
    return framed(site, page)


def _states(own: Tongue) -> Iterator[str]:
    yield f'<h2 id="states">{escape(own.site.states)}</h2>\n<dl class="states">'
    for state in STATES:
        name, means = state_of(own, state)
        yield f'<div class="is-{state}"><dt><span class="state">{escape(name)}</span></dt>'
        yield f"<dd>{escape(means)}</dd></div>"
    yield "</dl>"


def _one(own: Tongue) -> Iterator[str]:
    yield f"<h2>{escape(own.site.one_file)}</h2>\n<p>{escape(own.site.one_file_note)}</p>"
    yield from _commands(
        own,
        f"sha256sum {_FILE}",
        f"shasum -a 256 {_FILE}",
        f"certutil -hashfile {_FILE} SHA256\nGet-FileHash {_FILE} -Algorithm SHA256",
    )


def _many(own: Tongue) -> Iterator[str]:
    sums = _file(own, f"{own.locale}/SHA256SUMS")
    yield f"<h2>{escape(own.site.many_files)}</h2>\n<p>{said(own.site.many_files_note, file=sums)}</p>"
    yield from _commands(own, "sha256sum -c SHA256SUMS", "shasum -a 256 -c SHA256SUMS", _POWERSHELL)


_POWERSHELL = """\
Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object {
  $sum, $file = $_ -split '  ', 2
  if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $sum) { "FAILED: $file" }
}"""


def _commands(own: Tongue, linux: str, mac: str, windows: str) -> Iterator[str]:
    """A command for each operating system."""
    yield '<dl class="commands">'
    for name, lines in ((own.site.any_system, linux), ("macOS", mac), ("Windows", windows)):
        yield f"<dt>{escape(name)}</dt>\n<dd>{code(own, lines)}</dd>"
    yield "</dl>"


def _signature(site: Site, own: Tongue) -> Iterator[str]:
    key = site.release.key
    yield f"<h2>{escape(own.site.signature)}</h2>"
    if not key:
        yield f"<p>{escape(own.site.unsigned)}</p>"
        return
    files = {"file": _file(own, "SHA256SUMS"), "signature": _file(own, "SHA256SUMS.sig")}
    yield f"<p>{said(own.site.signature_note, **files)}</p>\n{code(own, key)}"
    short = f'<code class="key" dir="ltr" lang="zxx" translate="no">{escape(fingerprint(key))}</code>'
    yield f"<p>{said(own.site.fingerprint, fingerprint=short)}</p>"
    yield f"<p>{escape(own.site.signature_check)}</p>"
    yield code(
        own,
        f"echo '{NAMESPACE} {key}' > signers\n"
        f"ssh-keygen -Y verify -f signers -I {NAMESPACE} -n {NAMESPACE} -s SHA256SUMS.sig < SHA256SUMS\n"
        "sha256sum -c SHA256SUMS",
    )


def _stay(site: Site, own: Tongue) -> Iterator[str]:
    url = site.release.url or "https://example.org/"
    yield f"<h2>{escape(own.site.stay)}</h2>\n<p>{escape(own.site.stay_note)}</p>"
    yield code(own, f"tmpipe pull {url} --locale {own.locale}")
    file = '<code dir="ltr">text.json</code>'
    yield f"<h2>{escape(own.site.others)}</h2>\n<p>{said(own.site.others_note, file=file)}</p>"


def _file(own: Tongue, path: str) -> str:
    name = path.rpartition("/")[2]
    return f'<a href="{to(path_of(own.locale), path)}" dir="ltr">{name}</a>'
