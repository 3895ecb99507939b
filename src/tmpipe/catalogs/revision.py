"""What becomes of an entry when its sentence is written anew: entry by entry, for `update`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from tmpipe.catalogs import typewriter
from tmpipe.catalogs.borders import cut, joined
from tmpipe.catalogs.origin import text_hash
from tmpipe.catalogs.standing import suggestion_hash, untouched
from tmpipe.model import Entry, Locale, Origin
from tmpipe.text.differences import differences
from tmpipe.text.rate import rate

_COUNTED = re.compile(r"(?:^|, )(?:sentence \d+ of \d+|paragraph of one sentence)(?=,|$)")
"""What a sentence that comes or goes changes in the comments of its neighbours."""


def carried(old: Entry, new: Entry) -> Entry:
    """The old entry in its new place, with the new edition's way to write it.

    The same sentence keeps the count that it had in its paragraph: its neighbours change no byte of it.
    """
    return replace(
        old,
        msgid=new.msgid,
        msgctxt=new.msgctxt,
        references=new.references,
        extracted=comments_on_place(old, new) if old.msgid == new.msgid else new.extracted,
        flags=tuple(dict.fromkeys((*old.flags, *new.flags))),
        obsolete=False,
    )


def comments_on_place(old: Entry, new: Entry) -> tuple[str, ...]:
    """The comments on a sentence's place: the old ones where nothing but counts is new."""
    told, tells = ([_COUNTED.sub("", line) for line in one.extracted] for one in (old, new))
    return old.extracted if told == tells else new.extracted


def retyped(old: Entry, new: Entry) -> Entry | None:
    """The old entry for a sentence that is the same but for typography; its codes are renumbered.

    None where the codes differ and the translation cannot tell how.
    """
    return _recoded(carried(old, new), old.msgid)


def _recoded(entry: Entry, old: str) -> Entry | None:
    """The entry, whose translation was made for `old`, with its own sentence's codes."""
    if entry.msgid_plural is not None and "<" in entry.msgid:
        return None
    msgstr = typewriter.recoded(entry.msgstr, old, entry.msgid)
    if msgstr is None:
        return None
    return _rehashed(entry, replace(entry, msgstr=msgstr))


def _rehashed(before: Entry, after: Entry) -> Entry:
    """The entry whose translation we have put into another form: nobody has touched it for that."""
    if after.origin is None or not untouched(before):
        return after
    told = dict(after.origin.fields) | {"text": suggestion_hash(after)}
    return replace(after, origin=replace(after.origin, fields=tuple(told.items())))


def before_change(old: Entry) -> tuple[str | None, str] | None:
    """The key that a revised entry had, while nobody has touched its translation."""
    if not _revised(old) or borrowed(old) or old.previous_msgid is None or old.msgid_plural is not None:
        return None
    return old.previous_msgctxt, old.previous_msgid


def restored(old: Entry, new: Entry) -> Entry | None:
    """The entry as it was before its sentence was changed. Inverse of `revised`."""
    told = {name: value for name, value in _fields(old) if name.startswith(_FROM)}
    kind, fuzzy = told.pop(_FROM, None), told.pop(_FUZZY, None) is not None
    fields = tuple((name.removeprefix(f"{_FROM}-"), value) for name, value in told.items())
    before = replace(carried(old, new), fuzzy=fuzzy, origin=Origin(kind, fields) if kind else None)
    before = replace(before, previous_msgid=None, previous_msgctxt=None)
    return _recoded(before, old.previous_msgid or "")


def revised(old: Entry, new: Entry, rate: float) -> Entry:
    """The old translation as a suggestion for the changed sentence, with the sentence it was made for."""
    shown = replace(carried(old, new), fuzzy=True)
    again = before_change(old) is not None or borrowed(old)
    told = [field for field in _fields(old) if field[0] not in _ANEW] if again else _told_before(old)
    context, text, plural = made_for(old)
    differing = "" if borrowed(old) else differences(text, new.msgid)
    differs = (("differs", differing),) if differing else ()
    fields = (("rate", str(int(rate))), *told, *differs, ("text", suggestion_hash(old)))
    shown = replace(shown, origin=Origin("earlier", fields))
    if again:
        return shown
    return replace(
        shown,
        previous_msgctxt=context,
        previous_msgid=text,
        previous_msgid_plural=plural,
    )


_FROM = "from"
_FUZZY = "from-fuzzy"
_OF = "of"
_ANEW = frozenset({"rate", "differs", "text"})
"""What an origin tells of the last change alone."""


def _told_before(old: Entry) -> Iterator[tuple[str, str]]:
    """What an origin has to tell of an entry so that `restored` can bring it back."""
    if old.origin:
        yield _FROM, old.origin.kind
        yield from ((f"{_FROM}-{name}", value) for name, value in old.origin.fields)
    if old.fuzzy:
        yield _FUZZY, "yes"


def _fields(entry: Entry) -> tuple[tuple[str, str], ...]:
    return entry.origin.fields if entry.origin else ()


def _revised(entry: Entry) -> bool:
    """Whether its msgstr is an earlier translation that nobody has touched since."""
    return entry.fuzzy and entry.origin is not None and entry.origin.kind == "earlier" and untouched(entry)


# --- sentences that were split or joined ----------------------------------------------------------


def regrouped(old: Sequence[Entry], new: Sequence[Entry], locale: Locale) -> Iterator[Entry]:
    """Suggestions for the parts of one old sentence that was split, or for one that joins several.

    The old entries are kept under their own msgids; `of` in the origin tells of which texts these are.
    """
    texts, sources = [entry.msgid for entry in new], [made_for(entry)[1] for entry in old]
    whole = joined(sources)
    translation = joined([entry.msgstr for entry in old], sources)
    near = rate(joined(texts), whole)
    made_of = "+".join(text_hash(entry.msgstr) for entry in old)
    for entry, text in zip(new, cut(translation, whole, texts, locale), strict=True):
        told = (("rate", str(int(near))), (_OF, made_of), ("text", text_hash(text)))
        suggested = replace(entry, msgstr=text, fuzzy=True, origin=Origin("earlier", told))
        yield replace(suggested, previous_msgid=whole, previous_msgctxt=old[0].msgctxt) if text else entry


def borrowed(entry: Entry) -> bool:
    """Whether its msgstr is nothing but what `regrouped` took from other entries."""
    return _revised(entry) and _OF in dict(_fields(entry))


def lenders(entry: Entry) -> frozenset[str]:
    """The hashes of the texts that a borrowed msgstr was made of."""
    return frozenset(dict(_fields(entry)).get(_OF, "").split("+"))


# --- what an entry has ----------------------------------------------------------------------------


def made_for(old: Entry) -> tuple[str | None, str, str | None]:
    """The context and texts that its translation was made for: gettext's previous ones while it is fuzzy."""
    retouched = old.origin is not None and old.origin.kind == "earlier" and not untouched(old)
    if old.fuzzy and old.previous_msgid is not None and not retouched and not borrowed(old):
        return old.previous_msgctxt, old.previous_msgid, old.previous_msgid_plural
    return old.msgctxt, old.msgid, old.msgid_plural


def translation(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """What stands in all its msgstrs."""
    return entry.msgstr, entry.msgstr_plural


def translated(entry: Entry) -> bool:
    """Whether anything does."""
    return bool(entry.msgstr or any(entry.msgstr_plural))


def worth_showing(entry: Entry) -> bool:
    """Whether a human or the project's makers had a hand in it: a stale suggestion is better made anew."""
    suggested = entry.fuzzy and entry.origin is not None and entry.origin.kind in ("machine", "memory")
    return translated(entry) and not (suggested and untouched(entry))


def worth_keeping(entry: Entry, remarks: Collection[tuple[str, ...]]) -> bool:
    """Whether it has anything that somebody wrote: its text, or a remark beside a suggestion.

    A suggestion with other numbers has the remarks of the entry whose place it took: `remarks`, if that one
    is still there.
    """
    if worth_showing(entry) or not translated(entry):
        return translated(entry)
    copied = "substituted" in dict(_fields(entry)) and entry.comments in remarks
    return bool(entry.comments) and not copied


# --- plural forms ---------------------------------------------------------------------------------


def shaped(entry: Entry, forms: int) -> Entry:
    """An entry without a translation, with an empty one for each plural form."""
    if entry.msgid_plural is None or entry.msgstr_plural:
        return entry
    return replace(entry, msgstr_plural=("",) * forms)


def pluralized(entry: Entry, new: Entry, forms: int) -> Entry:
    """The entry with the new one's msgid_plural, or without: fuzzy where that changed, taken back or not."""
    if entry.msgid_plural == new.msgid_plural:
        return entry
    text = entry.msgstr or next(iter(entry.msgstr_plural), "")
    several = () if new.msgid_plural is None else entry.msgstr_plural or (text,) * forms
    changed = _rehashed(
        entry,
        replace(entry, msgid_plural=new.msgid_plural, msgstr="" if several else text, msgstr_plural=several),
    )
    if not text:
        return changed
    before = made_for(entry)
    taken_back = before == (new.msgctxt, new.msgid, new.msgid_plural)
    context, single, plural = (None, None, None) if taken_back else before
    return replace(
        changed,
        fuzzy=True,
        previous_msgctxt=context,
        previous_msgid=single,
        previous_msgid_plural=plural,
    )
