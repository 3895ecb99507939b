"""The page of a text tells its state, its files, and how to check and embed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tmpipe.release.signature import fingerprint
from tmpipe.release.site.tongue import tongue
from tmpipe.release.texts import Release

SiteOf = Callable[[Release], dict[str, bytes]]

FINAL, KEPT, DRAFT = "detained-protesters", "justice-for-1988", "un-urged-to-act"
PARTIAL = "un-calls-for-accountability"


def page(site: Mapping[str, bytes], slug: str, locale: str = "fr") -> str:
    return site[f"{locale}/texts/{slug}/index.html"].decode()


def panel(text: str) -> str:
    return text.partition('<section class="status')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("slug", "locale", "state", "indexed"),
    [
        (FINAL, "en", "original", True),
        (FINAL, "fr", "final", True),
        (KEPT, "fa", "complete", True),
        (DRAFT, "sv", "draft", False),
        (PARTIAL, "it", "partial", False),
    ],
)
def test_the_state_is_told_in_words(
    site: Mapping[str, bytes], slug: str, locale: str, state: str, indexed: bool
) -> None:
    found = page(site, slug, locale)
    own = tongue(locale)
    assert f"is-{state}" in panel(found)
    assert f"<strong>{getattr(own.site, state)}.</strong>" in panel(found)
    assert ('<meta name="robots" content="noindex">' not in found) is indexed
    assert ('<svg class="bar"' in found) is not indexed
    head = found.partition("</title>")[0]
    assert (getattr(own.site, state) in head) is not indexed
    assert getattr(own.site, state) in site[f"{locale}/texts/{slug}/embed.html"].decode()


def test_who_has_signed_is_told(site: Mapping[str, bytes]) -> None:
    found = panel(page(site, FINAL))
    assert "<bdi>Anna Lindström</bdi>" in found
    assert '<time datetime="2026-11-20">20 novembre 2026</time> – <bdi>all of it</bdi>' in found
    assert "<bdi>سیما رضایی</bdi>" in found
    assert 'class="notice"' not in found


def test_what_is_newer_is_told(site: Mapping[str, bytes]) -> None:
    found = panel(page(site, KEPT, "sv"))
    own = tongue("sv").site
    for sentence in (own.kept, own.newer_source, own.newer_translation, own.newer_glossary):
        assert sentence in found
    assert f'<a href="../../../en/texts/{KEPT}/index.html">{own.newest_original}</a>' in found


def test_files_are_told_with_their_sizes_and_sums(site: Mapping[str, bytes], release: Release) -> None:
    text = next(one for one in release.texts if (one.document, one.locale) == (FINAL, "fa"))
    found = page(site, FINAL, "fa")
    assert f'<a href="{FINAL}.fa.docx" download hreflang="fa"><bdi>Word (DOCX)</bdi></a>' in found
    assert tongue("fa").size(52_400) in found
    for file in text.downloads:
        assert f"{file.sha256}  {file.path.rpartition('/')[2]}" in found
    assert 'href="parallel.html"' in found
    assert 'href="parallel.html"' not in page(site, FINAL, "en")


def test_the_snippet_needs_an_address(site: Mapping[str, bytes], published: Mapping[str, bytes]) -> None:
    assert "&lt;iframe" not in page(site, FINAL)
    assert tongue("fr").site.embed_unknown in page(site, FINAL).replace("&#x27;", "'")
    found = page(published, FINAL)
    assert f"&lt;iframe src=&quot;https://example.org/statements/fr/texts/{FINAL}/embed.html" in found
    assert "application/json+oembed" in found


def test_social_media_get_a_picture_where_there_is_one(
    published: Mapping[str, bytes], release: Release, site_of: SiteOf
) -> None:
    found = page(published, FINAL)
    picture = f"https://example.org/statements/fr/texts/{FINAL}/card.png"
    assert f'<meta property="og:image" content="{picture}">' in found
    assert 'content="summary_large_image"' in found
    bare = tuple(
        replace(one, files=tuple(file for file in one.files if file.format != "card"))
        for one in release.texts
    )
    without = page(site_of(replace(release, url="https://example.org/", texts=bare)), FINAL)
    assert "og:image" not in without
    assert '<meta name="twitter:card" content="summary">' in without


def test_the_language_that_lacks_leads_to_its_list(site: Mapping[str, bytes]) -> None:
    found = page(site, "blood-soaked-secrets").partition("</nav>")[0]
    note = f'<span class="not-here">({tongue("fa").site.not_here})</span>'
    assert f'<a href="../../../fa/index.html" hreflang="fa" lang="fa" dir="rtl">فارسی {note}</a>' in found
    assert "not-here" not in page(site, FINAL)


def test_pending_texts_lead_to_the_original(site: Mapping[str, bytes]) -> None:
    found = site["fa/index.html"].decode()
    link = '<a href="../en/texts/blood-soaked-secrets/index.html" hreflang="en"><bdi lang="en" dir="ltr">'
    assert link in found
    assert "۴۱" in found.partition('class="pending"')[2]


def test_how_to_check_is_told(site: Mapping[str, bytes], release: Release, site_of: SiteOf) -> None:
    found = site["fr/verify/index.html"].decode()
    for command in ("sha256sum -c SHA256SUMS", "shasum -a 256 -c SHA256SUMS", "certutil", "Get-FileHash"):
        assert command in found
    assert f">{fingerprint(release.key)}</code>" in found
    assert f"echo &#x27;tmpipe {release.key}&#x27; &gt; signers" in found
    assert "ssh-keygen -Y verify -f signers -I tmpipe -n tmpipe -s SHA256SUMS.sig" in found
    unsigned = site_of(replace(release, key=""))["fr/verify/index.html"].decode()
    assert "ssh-keygen" not in unsigned
