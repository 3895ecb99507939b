"""The page of a text: its state, its files, the text, and how to check and embed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import PurePosixPath

from tmpipe.model import Locale
from tmpipe.release.content import Content
from tmpipe.release.site import addresses, oembed
from tmpipe.release.site.frame import Page, Site, framed, to
from tmpipe.release.site.tongue import Tongue, said, told
from tmpipe.release.texts import UNFINISHED, File, Text
from tmpipe.renditions.html import tallied
from tmpipe.renditions.reading import Tally

_FIRST = ("pdf", "docx", "odt", "html", "txt")
"""What most readers want comes first."""
_NAMES = {"docx": "Word (DOCX)", "odt": "OpenDocument (ODT)", "markdown": "Markdown"}


def text_page(site: Site, text: Text, content: Content, editions: Mapping[Locale, Text]) -> bytes:
    """The page; `editions` are the same document's texts by locale, this one among them."""
    own = site.tongues[text.locale]
    paths = {locale: addresses.page(edition) for locale, edition in editions.items()}
    original = paths.get(site.release.source_locale, "")
    page = Page(
        path=addresses.page(text),
        tongue=own,
        title=_title(site, text, own),
        main=tuple(_main(site, text, content, original)),
        description=content.summary,
        editions=paths,
        default=original,
        more=tuple(_head(site, text)),
        kind="text",
        indexed=text.state not in UNFINISHED,
    )
    return framed(site, page)


def state_of(own: Tongue, state: str) -> tuple[str, str]:
    """What a state is called, and what it means."""
    return {
        "original": (own.site.original, own.site.original_means),
        "final": (own.site.final, own.site.final_means),
        "complete": (own.site.complete, own.site.complete_means),
        "draft": (own.site.draft, own.site.draft_means),
        "partial": (own.site.partial, own.site.partial_means),
    }[state]


def _title(site: Site, text: Text, own: Tongue) -> str:
    state = f" ({state_of(own, text.state)[0]})" if text.state in UNFINISHED else ""
    return f"{text.title}{state} – {site.release.title(text.locale)}"


def _head(site: Site, text: Text) -> Iterator[str]:
    """What others may want to know of the text: feed, snippet, picture."""
    path, url = addresses.page(text), site.release.url
    title = escape(text.title)
    feed = f'href="{to(path, f"{text.locale}/feed.xml")}" title="{escape(site.release.title(text.locale))}"'
    yield f'<link rel="alternate" type="application/atom+xml" {feed}>'
    yield '<meta property="og:type" content="article">'
    if text.date:
        yield f'<meta property="article:modified_time" content="{escape(text.date)}">'
    if url:
        snippet = escape(site.address(f"{text.folder}/oembed.json"))
        yield f'<link rel="alternate" type="application/json+oembed" href="{snippet}" title="{title}">'
    card = text.file("card")
    if url and card:
        yield f'<meta property="og:image" content="{escape(site.address(card.path))}">'
        yield f'<meta property="og:image:alt" content="{title}">'
    yield f'<meta name="twitter:card" content="{"summary_large_image" if url and card else "summary"}">'


def _main(site: Site, text: Text, content: Content, original: str) -> Iterator[str]:
    own = site.tongues[text.locale]
    yield from _status(site, text, content, original)
    yield from _downloads(text, own)
    yield f"<article{told(text.locale)}>"
    yield content.html
    yield "</article>"
    if address := site.address(addresses.page(text)):
        yield f'<p class="printed">{said(own.site.source, address=_ltr(address))}</p>'
    yield from _use(site, text, own)


def _status(site: Site, text: Text, content: Content, original: str) -> Iterator[str]:
    """How far the text is, who answers for it, and whether there is something newer."""
    own = site.tongues[text.locale]
    name, means = state_of(own, text.state)
    yield f'<section class="status is-{text.state}" aria-label="{escape(own.site.state)}">'
    yield f"<p><strong>{escape(name)}.</strong> {escape(means)}</p>"
    if text.state in UNFINISHED and content.segments:
        finished = content.segments - content.drafts - content.untranslated
        tally = Tally(finished, content.drafts, content.untranslated)
        yield from tallied(tally, site.release.source_locale, own.words)
    for line in _facts(text, own):
        yield f'<p class="fact">{line}</p>'
    yield from _notice(text, own, original)
    yield "</section>"


def _facts(text: Text, own: Tongue) -> Iterator[str]:
    for voucher in text.vouchers:
        name = f"<bdi>{escape(voucher.by)}</bdi>"
        template = own.site.signed_on if voucher.date else own.site.signed
        note = f" – <bdi>{escape(voucher.note)}</bdi>" if voucher.note else ""
        yield said(template, name=name, date=own.day(voucher.date) if voucher.date else "") + note
    if text.date:
        yield said(own.site.of_date, date=own.day(text.date))


def _notice(text: Text, own: Tongue, original: str) -> Iterator[str]:
    """That there is something newer, and what."""
    if not text.newer:
        return
    reasons = {
        "source": own.site.newer_source,
        "translation": own.site.newer_translation,
        "glossary": own.site.newer_glossary,
    }
    yield f'<div class="notice"><p>{escape(own.site.kept)}</p>\n<ul>'
    for newer in text.newer:
        more = ""
        if newer == "source" and original:
            more = f' <a href="{to(addresses.page(text), original)}">{escape(own.site.newest_original)}</a>'
        yield f"<li>{escape(reasons[newer])}{more}</li>"
    yield "</ul></div>"


def _downloads(text: Text, own: Tongue) -> Iterator[str]:
    path = addresses.page(text)
    yield '<section class="downloads" aria-labelledby="download">'
    yield f'<p class="label" id="download">{escape(own.site.download)}</p>'
    yield '<ul role="list">'
    for file in sorted(text.downloads, key=_order):
        link = f'<a href="{to(path, file.path)}" download hreflang="{escape(text.locale)}">'
        size = escape(own.size(file.size))
        yield f'<li>{link}<bdi>{escape(_kind(file, own))}</bdi></a> <span class="size">{size}</span></li>'
    yield "</ul>"
    if beside := text.file("parallel"):
        yield f'<p class="beside"><a href="{to(path, beside.path)}">{escape(own.site.beside)}</a></p>'
    yield "</section>"


def _order(file: File) -> int:
    packed = file.path.endswith(".zip")
    return _FIRST.index(file.format) if file.format in _FIRST and not packed else len(_FIRST)


def _kind(file: File, own: Tongue) -> str:
    """What a file is to those who download it."""
    known = {**_NAMES, "html": own.site.web_page, "txt": own.site.plain_text, "plain": own.site.plain_text}
    name = known.get(file.format) or file.format.upper()
    return f"{name} (ZIP)" if file.path.endswith(".zip") and file.format != "zip" else name


def _use(site: Site, text: Text, own: Tongue) -> Iterator[str]:
    """What those need who check the files, or show the text elsewhere."""
    path = addresses.page(text)
    yield f'<section class="use" aria-labelledby="use"><h2 id="use">{escape(own.site.use)}</h2>'
    yield f"<details><summary>{escape(own.site.sums)}</summary>"
    yield f"<p>{escape(own.site.sums_note)}"
    yield f'<a href="{to(path, f"{text.locale}/verify/index.html")}">{escape(own.site.how)}</a></p>'
    sums = "\n".join(f"{file.sha256}  {PurePosixPath(file.path).name}" for file in text.downloads)
    yield code(own, sums, "copy sums")
    yield f"</details>\n<details><summary>{escape(own.site.embed)}</summary>"
    yield from _embedding(site, text, own)
    yield "</details>\n</section>"


def _embedding(site: Site, text: Text, own: Tongue) -> Iterator[str]:
    if site.release.url:
        snippet = escape(oembed.frame(site.release, text))
        yield f'<p id="embed-note">{escape(own.site.embed_note)}</p>'
        yield f'<div class="copy"{_copying(own)}>'
        yield f'<label for="embed-code">{escape(own.site.embed_code)}</label>'
        told = 'id="embed-code" aria-describedby="embed-note" dir="ltr" lang="zxx" rows="4" readonly'
        yield f"<textarea {told}>{snippet}</textarea></div>"
    else:
        yield f"<p>{escape(own.site.embed_unknown)}</p>"
    if data := text.file("json"):
        link = (
            f'<a href="{to(addresses.page(text), data.path)}" dir="ltr">{PurePosixPath(data.path).name}</a>'
        )
        yield f"<p>{said(own.site.data, file=link)}</p>"


def code(own: Tongue, lines: str, kind: str = "copy") -> str:
    """Lines that are typed or compared; they scroll by themselves and can be copied."""
    text = f'<pre dir="ltr" lang="zxx" translate="no" tabindex="0"><code>{escape(lines)}</code></pre>'
    return f'<div class="{kind}"{_copying(own)}>{text}</div>'


def _copying(own: Tongue) -> str:
    """What the script needs to make a button."""
    return f' data-copy="{escape(own.site.copy)}" data-copied="{escape(own.site.copied)}"'


def _ltr(text: str) -> str:
    return f'<bdi dir="ltr" translate="no">{escape(text)}</bdi>'
