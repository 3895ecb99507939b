"""What a joined block is to its reader, judged by its shape and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from tmpipe.model import Role
from tmpipe.text.languages.base import words
from tmpipe.text.repair.drafts import Draft
from tmpipe.text.repair.headings import with_headings
from tmpipe.text.repair.shapes import DATE, ENDS, SENTENCES, capital, heading_like

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEAM = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_CRUMBS = re.compile(r"\s[>»›/]\s")
_HOME = re.compile(r"(?:home|homepage|accueil|startsida|خانه)\s+[>»›/]\s", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"(?:home|share(?: this)?|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|linkedin|read more|menu|"
    r"search|skip to (?:main )?content|advertisement|back to top|related articles|next|previous|subscribe)\Z",
    re.IGNORECASE,
)
_LINKING = words(
    """
    of the and for in on at to by with de du des la le les et en aux au pour d l di del della delle dei degli
    e per il i gli och för av fra von und der die das für al el y &
    """
)
_OPENERS = words(
    """
    the a an in on at for by from with to as of it he she they we this that these those there between since
    during over under after before when while where more many most some all le la les un une en dans pour
    par il elle ils ce cette ces depuis entre après avant lo gli nel nella per da con questo questa tra fra
    dal den det de ett i på för från med under mellan efter sedan när
    """
)
_BODY = (
    "Association",
    "Associazione",
    "Committee",
    "Comité",
    "Comitato",
    "Organi",
    "Federation",
    "Fédération",
)
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ]")


def with_roles(drafts: Sequence[Draft], source: str, known: Container[str]) -> list[Draft]:
    """The blocks to be with their roles; some come out in two. `known` are the text's words in lower case."""
    apart = [part for one in drafts for part in _apart(one, known)]
    return with_headings(_pull_quotes(_furniture(apart)), source)


# --- blocks that are two -------------------------------------------------------------------------


def _apart(one: Draft, known: Container[str]) -> Iterator[Draft]:
    """A heading and the paragraph it was glued to; names that signed, and the sentence after them."""
    if one.role is not Role.PARAGRAPH:
        yield one
    elif (seam := _seam(one.text, known)) and one.whole(seam - 1, seam + 1):
        yield replace(one.cut(0, seam), role=Role.HEADING)
        yield one.cut(seam, len(one.text))
    else:
        yield from signed(one)


def _seam(text: str, known: Container[str]) -> int | None:
    """Where a heading ends and a sentence begins without a blank, if that is certain."""
    found = _SEAM.search(text, 0, 120)
    if found is None or not text[0].isupper() or not ENDS.search(text):
        return None
    at = found.start()
    heading, rest = text[:at], text[at:]
    left, right = _WORD.findall(heading), _WORD.match(rest)
    if not 3 <= len(left) <= 15 or re.search(r"[.,;!?]", heading) or right is None or len(rest.split()) < 8:
        return None
    word, next_word = left[-1].lower(), right[0].lower()
    both = word in known and (next_word in known or next_word in _OPENERS)
    certain = both or (len(next_word) > 2 and next_word in _OPENERS)
    return at if certain and len(word) > 3 else None


def signed(one: Draft) -> Iterator[Draft]:
    """A list of names as signatories; a sentence at its end is a paragraph of its own."""
    text = one.text
    if len(_CAPITAL.findall(text)) < 0.4 * text.count(" ") or text.count(" ") < 11:
        yield one
        return
    tail = _tail(text)
    if not _names(text[:tail].rstrip(" ,;")):
        yield one
        return
    end = len(text[:tail].rstrip(" ,;"))
    yield replace(one.cut(0, end), role=Role.SIGNATORIES)
    if tail < len(text):
        yield one.cut(tail, len(text))


def _tail(text: str) -> int:
    """Where the sentence at the end of a list of names begins; the text's length without one."""
    if not text.endswith((".", ".”", "!")):
        return len(text)
    tokens = list(re.finditer(r"\S+", text[-600:]))
    base = len(text) - min(len(text), 600)
    lower = 0
    for at in range(len(tokens) - 1, -1, -1):
        if capital(tokens[at][0]):
            before = tokens[at - 1][0] if at else ""
            if capital(before) or _core(before) in _LINKING or before.endswith((",", ";", ")")):
                return base + tokens[at].start() if lower >= 3 else len(text)
        elif _core(tokens[at][0]) not in _LINKING:
            lower += 1
    return len(text)


def _names(text: str) -> bool:
    """Whether this is a list of organisations or people rather than a sentence."""
    tokens = text.split()
    if len(tokens) < 12 or SENTENCES.search(text) or ENDS.search(text):
        return False
    capitals = sum(map(capital, tokens))
    linking = sum(1 for token in tokens if _core(token) in _LINKING or token.isdigit())
    parted = text.count(",") + text.count(";") + text.count(" (") + sum(map(text.count, _BODY))
    return capitals >= 0.5 * len(tokens) and capitals + linking >= 0.78 * len(tokens) and parted >= 4


def _core(token: str) -> str:
    return token.strip("(),;.:“”\"'").lower()


# --- page furniture ------------------------------------------------------------------------------


def _furniture(drafts: list[Draft]) -> list[Draft]:
    """The way to a page and its date, buttons in a row and a subtitle printed twice are boilerplate.

    Only with strong evidence: what is boilerplate is not translated.
    """
    out: list[Draft] = []
    for at, one in enumerate(drafts):
        found = one.role is Role.PARAGRAPH and len(one.text) <= 300 and _is_furniture(drafts, at, out)
        out.append(replace(one, role=Role.BOILERPLATE) if found else one)
    return out


def _is_furniture(drafts: list[Draft], at: int, before: list[Draft]) -> bool:
    text = drafts[at].text
    if at == 0 and DATE.match(text):
        return _is_crumbs(drafts, 1)
    if _NAVIGATION.match(text):
        beside = (*drafts[max(0, at - 1) : at], *drafts[at + 1 : at + 2])
        return any(_NAVIGATION.match(one.text) for one in beside)
    return _is_crumbs(drafts, at) or _doubled(drafts, at, before)


def _doubled(drafts: list[Draft], at: int, before: list[Draft]) -> bool:
    """Whether this is the title or subtitle once more, and once only, before the text begins."""
    text = drafts[at].text
    if not 0 < at < len(drafts) - 1 or before[-1].text != text or text.count(" ") < 2:
        return False
    if any(one.text == text for one in (*before[:-1][-5:], drafts[at + 1])) or at > 6:
        return False
    return all(one.role is Role.BOILERPLATE or heading_like(one.text) for one in before)


def _is_crumbs(drafts: list[Draft], at: int) -> bool:
    """Whether a line is the way to the page: names of pages, the last of them often the title, cut off."""
    text = drafts[at].text if at < len(drafts) else ""
    cut = text.endswith(("...", "…"))
    bare = text.rstrip(".… ")
    if not bare or (not cut and ENDS.search(text)):
        return False
    repeats = any(_shared(bare, one.text) for one in drafts[at + 1 : at + 4])
    if _CRUMBS.search(text):
        return repeats or (at < 3 and _HOME.match(text) is not None)
    return repeats and (cut or len(_SEAM.findall(text)) >= 3)


def _shared(bare: str, title: str) -> bool:
    """Whether the text ends with the beginning, 20 characters at least, of the title."""
    start = bare.find(title[:20])
    return len(title) >= 20 and start >= 0 and title.startswith(bare[start:])


# --- quotations ----------------------------------------------------------------------------------


def _pull_quotes(drafts: list[Draft]) -> list[Draft]:
    """Paragraphs that repeat the beginning of an earlier one are quotations, with the name after them."""
    spoken: dict[str, str] = {}
    out: list[Draft] = []
    for one in drafts:
        if one.role is not Role.PARAGRAPH:
            out.append(one)
            continue
        words = one.text.lstrip("“”\"' ")
        bare = words.rstrip("“”\"' .")
        earlier = spoken.setdefault(bare[:60], words)
        quoted = 60 < len(bare) < len(earlier) - 5 and earlier.startswith(bare)
        named = bool(out) and out[-1].role is Role.QUOTE and not out[-1].level and _name(one.text)
        out.append(replace(one, role=Role.QUOTE) if quoted or named else one)
    return out


def _name(text: str) -> bool:
    """Whether this is a name and nothing else."""
    tokens = text.split()
    return 2 <= len(tokens) <= 5 and all(map(capital, tokens)) and not ENDS.search(text)
