"""What the site says itself, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tmpipe.catalogs import po
from tmpipe.interface import catalog_name
from tmpipe.interface.wording import worded
from tmpipe.model import Locale
from tmpipe.parts import NO_TEMPLATES


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The sentences of one language. Below each stands what its translators should know."""

    tag: str = "en"
    skip: str = "Skip to the text"
    """A link at the top of each page for those who use a keyboard; it leads past the head of the page."""
    languages: str = "Languages"
    """Read aloud before the list of the languages that a page is there in."""
    not_here: str = "list of texts"
    """In brackets after the name of your language, on the page of a text that is not translated into it yet:
    the link leads to the list of the texts that are there."""
    choose: str = "Choose a language"
    """Heading of the first page of the site."""
    texts: str = "Texts"
    """Heading above the list of the texts that can be read and downloaded."""
    count: str = "Texts: {n}"
    """How many texts there are in a language. {n} is a number, 0 and 1 among them."""
    none: str = "There is no finished text in this language yet."
    """In the place of an empty list of texts."""
    pages: str = "Pages"
    """Read aloud before the numbers of the pages of a long list."""
    page: str = "Page {n}"
    """{n}: the number of a page of a long list."""
    newer_page: str = "Newer texts"
    """A link from one page of the list to the one before it."""
    older_page: str = "Older texts"
    """A link from one page of the list to the one after it."""
    pending: str = "Being translated"
    """Heading above the texts that are not there in this language yet."""
    pending_note: str = "These texts are not finished in this language. The links lead to the originals."
    """Below the heading “Being translated”."""
    pending_share: str = "Finished sentences: {n}%"
    """How far a translation is. {n}: a number from 0 to 99."""
    feed: str = "News feed"
    """A link to the feed, with which a program tells its user of new texts."""
    all_texts: str = "All texts"
    """A link from the page of a text to the list of all texts in its language."""

    original: str = "Original"
    """What a text is: written in this language; the others are its translations."""
    original_means: str = "The text as it was written. All translations are made from it."
    """Explains “Original”."""
    final: str = "Final"
    """What a translation is: finished, checked, and signed off by name."""
    final_means: str = (
        "All sentences are finished, no error was found, and somebody answers for the translation by name."
    )
    """Explains “Final”."""
    complete: str = "Complete"
    """What a translation is: finished, and not yet signed off."""
    complete_means: str = "All sentences are finished. Nobody has signed the translation off yet."
    """Explains “Complete”. To sign a translation off is to answer for it, as a whole and by name."""
    draft: str = "Draft"
    """What a translation is: not all of its sentences are finished by translators."""
    draft_means: str = (
        "Some sentences are suggestions that no translator has finished; they are marked in the text. "
        "Please do not publish or quote a draft as final."
    )
    """Explains “Draft”."""
    partial: str = "Incomplete"
    """What a translation is: some of its sentences are missing."""
    partial_means: str = (
        "Some sentences are not translated; they stand in the original language and are marked in the text. "
        "Please do not publish or quote an incomplete translation as final."
    )
    """Explains “Incomplete”."""
    state: str = "State of this text"
    """Read aloud before the state of a text: final, complete, draft ..."""
    signed: str = "Signed off by {name}"
    """{name}: who answers for the translation."""
    signed_on: str = "Signed off by {name} on {date}"
    """{name}: who answers for the translation. {date}: such as 22 November 2026."""
    of_date: str = "Text of {date}"
    """When the text last changed. {date}: such as 22 November 2026."""
    kept: str = "This is the last finished edition. A newer one is being prepared:"
    """On a text that is at work again, before one or more of the three reasons that follow."""
    newer_source: str = "The original has changed since."
    """A reason why a newer edition of a translation is being prepared."""
    newer_translation: str = "The translation has changed since."
    """A reason why a newer edition of a translation is being prepared."""
    newer_glossary: str = "The glossary, which says how terms are translated, has changed since."
    """A reason why a newer edition of a translation is being prepared."""
    newest_original: str = "Read the newest original"
    """A link, after “The original has changed since.”"""

    download: str = "Download"
    """Heading above the files of a text."""
    web_page: str = "Web page"
    """A format of files: HTML."""
    plain_text: str = "Plain text"
    """A format of files: text without any looks."""
    size_bytes: str = "{n} bytes"
    """The size of a small file. {n} is a number."""
    size_kilobytes: str = "{n} kB"
    """The size of a file in thousands of bytes. {n} is a number."""
    size_megabytes: str = "{n} MB"
    """The size of a file in millions of bytes. {n} is a number, such as 1.5 or 12."""
    decimal: str = "."
    """The sign between whole and tenths of a number, such as 1.5: a stop, a comma, a Persian ٫."""
    day: str = "{day} {month} {year}"
    """A date: 22 November 2026. {month} is the name of the month."""
    beside: str = "Side by side with the original"
    """A link to a page that shows the original and the translation beside each other; also its heading."""
    whole: str = "The translation alone"
    """A link from that page back to the page of the text."""
    beside_note: str = "Each row has a paragraph of the original and its translation."
    """Below the heading “Side by side with the original”."""

    use: str = "Check, share, embed"
    """Heading above the following three, at the end of the page of a text."""
    sums: str = "Checksums (SHA-256)"
    """Heading; a checksum is a long number that changes with the smallest change of a file."""
    sums_note: str = (
        "A file that you have downloaded is the published one if its checksum is the same as here."
    )
    """Above a list of checksums."""
    how: str = "How to check files"
    """A link to the page that explains it; also its heading."""
    embed: str = "Show this text on your own site"
    """Heading above a snippet of HTML that others paste into their own pages."""
    embed_note: str = (
        "Copy this into a page of your site. It shows the newest published edition of this text, "
        "without scripts and without following your visitors."
    )
    """Above the snippet."""
    embed_code: str = "HTML for your page"
    """Label of the field with the snippet."""
    embed_unknown: str = (
        "The address of this site is not known. "
        "Copy the file embed.html of this folder to your site and show it in a frame."
    )
    """In the place of the snippet. embed.html is the name of a file; a frame is the HTML element iframe."""
    data: str = "The text as data, for programs: {file}"
    """{file}: a link to a file."""
    full_page: str = "Read the text with downloads"
    """A link below a text that another site shows, to its own page here."""
    copy: str = "Copy"
    """On a button beside a checksum or a snippet."""
    copied: str = "Copied"
    """Appears on that button when it was pressed."""
    source: str = "Source: {address}"
    """On paper, at the end of the text. {address}: that of its page."""

    states: str = "What the states mean"
    """Heading on the page “How to check files”."""
    one_file: str = "One file"
    """Heading: how to check one file."""
    one_file_note: str = (
        "Type one of these in a terminal, with the name of your file, "
        "and compare the result with the checksum on the page of the text."
    )
    """Below the heading “One file”; commands for three operating systems follow."""
    many_files: str = "All files of this language"
    """Heading: how to check a whole folder of files."""
    many_files_note: str = (
        "The file {file} lists the checksums of all files of this language. In a copy of this folder, "
        "one of these tells every file that is not as it was published."
    )
    """{file}: a link to the list."""
    signature: str = "The signature"
    """Heading: how to check who has published the files."""
    signature_note: str = (
        "The list of all files, {file}, is signed ({signature}). "
        "This is the public key; compare it with what its owner says elsewhere."
    )
    """{file} and {signature}: links to files. A public key is a long line of letters and numbers."""
    fingerprint: str = "Its fingerprint: {fingerprint}"
    """Below the key. {fingerprint}: the same in short, SHA256: and 43 letters and numbers, which people can
    compare by telephone."""
    signature_check: str = (
        "These commands check the list with OpenSSH, and then all files of the release with the list:"
    )
    """Above commands; OpenSSH is the name of a program."""
    unsigned: str = "This release is not signed."
    """In the place of the key."""
    stay: str = "Stay up to date"
    """Heading above the next sentence."""
    stay_note: str = "The program tmpipe downloads texts, checks them, and later brings what has changed:"
    """Above a command; tmpipe is the name of the program."""
    others: str = "On other sites"
    """Heading above the next sentence."""
    others_note: str = (
        "The page of each text has a snippet with which another site can show it. "
        "Beside each page is the text as data, {file}, with title, state, date, and the text as HTML."
    )
    """{file}: the name of a file."""
    any_system: str = "Linux"
    """The name of an operating system, above a command for it."""

    search: str = "Search the texts"
    """Label of the field in which readers type words."""
    search_button: str = "Search"
    """On the button beside that field."""
    found: str = "Texts found: {n}"
    """After a search. {n} is a number, 1 among them."""
    found_none: str = "No text has these words."
    """After a search that found nothing."""
    found_more: str = "Show more"
    """On a button below the first of the texts found."""
    search_failed: str = "The search could not be loaded. Please load this page again."
    """In the place of what was found, where the connection or the site has changed."""


def site_words(locale: Locale, templates: Mapping[str, bytes] = NO_TEMPLATES) -> SiteWords:
    """The words of the locale's language; English ones where we have none.

    Among the templates may be a catalog of the project's own.
    """
    name = catalog_name(locale)
    own = po.read(templates[name], name, locale) if name in templates else None
    return worded(SiteWords, locale, own)
