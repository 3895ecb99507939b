"""How far each text of a project is: in what state it could be published, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from tmpipe.files import read_whole
from tmpipe.model import Catalog, Entry, Fingerprint, Locale, Standings
from tmpipe.pipeline.passages import lines
from tmpipe.pipeline.status import status
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.record import digest
from tmpipe.release.texts import STATES, Voucher
from tmpipe.text import words

ORIGINAL = STATES[0]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A document in a locale as it is now."""

    state: str
    """`model.Standings.state`; `original` in the source locale."""
    finished: float
    """Percent of the segments."""
    segments: int
    words: int
    origins: Mapping[str, float]
    """Percent of the words by standing, as `texts.Text` has them."""
    fingerprint: Fingerprint
    vouchers: tuple[Voucher, ...] = ()
    """The sign-offs that hold, of a final text."""
    date: str = ""
    """The later of the catalog's own date and those of the sign-offs."""


def appraise(
    project: Project, seeds: Sequence[Seed], progress: Progress = silent
) -> dict[tuple[str, Locale], Appraisal]:
    """Each document, by slug and locale, in the source's locale and in all others.

    What the project's record knows is not judged again.
    """
    source = project.settings.source_locale
    places = [(seed, locale) for seed in seeds for locale in (source, *project.settings.locales)]
    return {
        (seed.slug, locale): _known(project, seed, locale) for seed, locale in progress(places, "appraise")
    }


def _known(project: Project, seed: Seed, locale: Locale) -> Appraisal:
    original = locale == project.settings.source_locale
    job = f"appraise\n{seed.slug}\n{locale}"
    catalog = "" if original else project.digest(project.catalog_path(seed.slug, locale))
    made_of = digest(seed, project.digest(seed.path), catalog, project.signed(seed.slug, locale))
    if (told := project.done(job, made_of)) is not None:
        return _read(told)
    found = _original(project, seed) if original else _appraised(project, seed, locale)
    project.keep(job, made_of, (), asdict(found))
    return found


def _read(told: dict[str, Any]) -> Appraisal:
    vouchers = tuple(Voucher(**one) for one in told["vouchers"])
    return Appraisal(**{**told, "fingerprint": Fingerprint(**told["fingerprint"]), "vouchers": vouchers})


def _original(project: Project, seed: Seed) -> Appraisal:
    msgids = lines(project.document(seed))
    many = sum(words.count(msgid, project.settings.source_locale) for msgid in msgids)
    source = Fingerprint(_source(project, seed), "", "")
    return Appraisal(ORIGINAL, 100.0, len(msgids), many, {}, source)


def _source(project: Project, seed: Seed) -> str:
    return sha256(read_whole(project.root / seed.path, project.shown(seed.path))).hexdigest()


def _appraised(project: Project, seed: Seed, locale: Locale) -> Appraisal:
    (row,) = status(project, [seed], [locale])
    catalog = project.catalog(seed.slug, locale) or Catalog("", locale, Entry(""))
    signed = row.sign_offs if row.state == "final" else ()  # a check may have found an error since
    vouchers = tuple(Voucher(one.by, one.date, one.note) for one in signed if not one.void)
    return Appraisal(
        row.state,
        round(100 * row.finished / row.total, 1) if row.total else 0.0,
        row.total,
        sum(row.words.values()),
        _origins(row),
        project.fingerprint(seed, catalog),
        vouchers,
        max([_revised(catalog), *(one.date for one in vouchers)]),
    )


def _origins(row: Standings) -> dict[str, float]:
    whole = sum(row.words.values())
    shares = ((str(how), round(100 * many / whole, 1)) for how, many in row.words.items() if many)
    return {how: share for how, share in sorted(shares) if share}


def _revised(catalog: Catalog) -> str:
    """The day on which the catalog says that somebody has worked on it; empty where it says none."""
    told = (catalog.field("PO-Revision-Date") or "")[:10]
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return ""
    return told if day.year > 1970 and len(told) == 10 else ""
