"""A project's finished texts to a release: a folder that is a site, with states and checksums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmpipe import history
from tmpipe.errors import InputError
from tmpipe.files import path_from
from tmpipe.model import Locale
from tmpipe.pipeline.forms import require_known
from tmpipe.project import Progress, Project, Seed, silent
from tmpipe.record import digest
from tmpipe.release import content, earlier, manifest, names, signature, sums, tree
from tmpipe.release.advice import cautions, hints, losses
from tmpipe.release.appraisal import ORIGINAL, Appraisal, appraise
from tmpipe.release.content import Content
from tmpipe.release.dating import dated
from tmpipe.release.earlier import Earlier
from tmpipe.release.making import Maker
from tmpipe.release.signature import SUFFIX as SIGNATURE
from tmpipe.release.site.pages import pages
from tmpipe.release.sums import NAME as SUMS
from tmpipe.release.texts import GOOD, UNFINISHED, Pending, Release, Text
from tmpipe.release.tree import Tree
from tmpipe.signoffs import changes
from tmpipe.text.oneline import one_line


@dataclass(frozen=True, slots=True)
class Published:
    """What a release has become."""

    release: Release
    written: tuple[str, ...]
    """The files that are not as they were, by path within the release; none where nothing has changed."""
    gone: int
    """How many files of the release before it has no more."""
    missing: tuple[str, ...] = ()
    """A sentence for each kind of file that could not be made: what it needs, and what installs that."""
    notes: tuple[str, ...] = ()
    """What whoever publishes should know."""
    hints: tuple[str, ...] = ()
    """What would make the release better."""


def publish(
    project: Project,
    *,
    out: Path | None = None,
    drafts: bool = False,
    key: Path | None = None,
    previous: str = "",
    edition: int = 1,
    progress: Progress = silent,
) -> Published:
    """Writes the release to the folder `out`, by default the configuration's, whole or not at all.

    Translations that are final or complete are in it, with `drafts` unfinished ones, too. One that was so in
    the release before, there or at `previous`, and is not so now, stays as it was, and says so. `key` signs.
    `edition` is the least number that the release may have. A second run changes no byte.
    """
    require_known(project, project.settings.publish_formats)
    _ = project.sign_offs
    public = signature.public_key(key, str(key)) if key else ""
    place = (out or project.root / project.settings.publish_folder).resolve()
    shown = path_from(Path.cwd(), place)
    try:
        with (
            tree.opened(place, shown) as there,
            earlier.opened(place, shown, previous, _name(project), public) as before,
        ):
            run = _Run(project, there, before, drafts=drafts, key=key, public=public, edition=edition)
            return run.published(progress)
    finally:
        project.save_record()


@dataclass(frozen=True, slots=True)
class _Planned:
    """A text that is to be in the release."""

    seed: Seed
    locale: Locale
    found: Appraisal
    text: Text | None
    """As the release before has it, where it stays so; None: it is to be made."""


class _Run:
    """One run of `publish`."""

    def __init__(
        self,
        project: Project,
        there: Tree,
        before: Earlier,
        *,
        drafts: bool,
        key: Path | None,
        public: str,
        edition: int,
    ) -> None:
        self.project = project
        self.tree = there
        self.before = before
        self.drafts = drafts
        self.key = key
        self.public = public
        self.edition = edition
        self.bare = _bare(project, public)
        self.names = names.names([seed.slug for seed in project.seeds], before.names)
        self.maker = Maker(project, self.bare.title)
        self.missing: dict[str, None] = {}

    def published(self, progress: Progress) -> Published:
        """Does it."""
        appraised = appraise(self.project, self.project.seeds, progress)
        found = dated(self.project, appraised, self.before.texts)
        planned = list(self._planned(found))
        if all(one.text for one in planned):
            release = self._release([one.text for one in planned if one.text], found)
            if self._stands(release):
                return self._told(release)
        texts = [self._put(one) for one in progress(planned, "publish")]
        release = self._release(texts, found)
        self._put_site(release)
        self._put_lists(release)
        self.tree.commit()
        self._keep_site(release)
        return self._told(release)

    # --- what is in it

    def _planned(self, found: Mapping[tuple[str, Locale], Appraisal]) -> Iterator[_Planned]:
        for seed in self.project.seeds:
            for locale in self.bare.locales:
                now = found[seed.slug, locale]
                good = now.state == ORIGINAL or now.state in GOOD
                if not good and (old := self._last_good(seed, locale, now)):
                    yield _Planned(seed, locale, now, old)
                elif good or (self.drafts and now.state in UNFINISHED):
                    yield _Planned(seed, locale, now, self._unchanged(seed, locale, now))

    def _last_good(self, seed: Seed, locale: Locale, now: Appraisal) -> Text | None:
        """The edition of the release before, which stays while there is no newer good one."""
        old = self.before.texts.get((seed.slug, locale))
        if old is None or old.state not in GOOD:
            return None
        self.before.require_usual(old, self.names[seed.slug])
        newer = changes(old.fingerprint, now.fingerprint) or ("translation",)
        if "source" in newer:  # whose new sentences the catalog has, too
            newer = tuple(one for one in newer if one != "translation")
        return replace(old, newer=newer)

    def _unchanged(self, seed: Seed, locale: Locale, now: Appraisal) -> Text | None:
        """The text of the release before, if it is made of the same and stands as it was left."""
        told = self.project.done(_job(seed, locale), self._made_of(seed, locale, now))
        old = self.before.texts.get((seed.slug, locale))
        if told is None or old is None or told["text"] != digest(_known(old)):
            return None
        if any(self.project.digest(path) != left for path, left in told["shown"].items()):
            return None
        if not all(self.tree.before.get(file.path) == file.sha256 for file in old.files):
            return None
        self.missing |= dict.fromkeys(told["missing"])
        return old if all(self.tree.stands(file.path) for file in old.files) else None

    def _made_of(self, seed: Seed, locale: Locale, now: Appraisal) -> str:
        return digest(seed, self.names[seed.slug], now, self.bare.title(locale))

    def _release(self, texts: Sequence[Text], found: Mapping[tuple[str, Locale], Appraisal]) -> Release:
        date = max((text.date for text in texts), default="")
        pending = tuple(self._pending(texts, found))
        release = replace(self.bare, date=date, texts=tuple(texts), pending=pending)
        return replace(release, edition=self._edition(release))

    def _edition(self, release: Release) -> int:
        """That of the release before, if it has the same; else a higher one, no lower than git's commits are
        many: of two runs that know the same release before, the later one has the higher number.
        """
        before = self.before.release
        if before and before.edition >= self.edition and replace(release, edition=before.edition) == before:
            return before.edition
        next_one = before.edition + 1 if before else 1
        return max(next_one, self.edition, history.count(self.project.root))

    def _pending(
        self, texts: Sequence[Text], found: Mapping[tuple[str, Locale], Appraisal]
    ) -> Iterator[Pending]:
        there = {(text.document, text.locale): text for text in texts}
        for seed in self.project.seeds:
            original = there[seed.slug, self.project.settings.source_locale]
            for locale in self.project.settings.locales:
                if (seed.slug, locale) not in there:
                    finished = found[seed.slug, locale].finished
                    yield Pending(seed.slug, original.name, locale, original.title, finished)

    # --- its files

    def _put(self, planned: _Planned) -> Text:
        """Puts the text's files there, made anew or as they are."""
        if planned.text is not None:
            for file in planned.text.files:
                if not self.tree.keep(file.path, file.sha256):
                    self.tree.put(file.path, self.before.data(file))
            return planned.text
        seed, locale = planned.seed, planned.locale
        made = self.maker.make(seed, self.names[seed.slug], locale, planned.found)
        for path, data in made.data.items():
            self.tree.put(path, data)
        self.missing |= dict.fromkeys(made.missing)
        told = {"text": digest(_known(made.text)), "shown": made.shown, "missing": made.missing}
        self.project.keep(_job(seed, locale), self._made_of(seed, locale, planned.found), (), told)
        return made.text

    def _put_site(self, release: Release) -> None:
        for path, data in pages(release, self._content, self.project.templates):
            self.tree.put(path, data)

    def _content(self, text: Text) -> Content:
        path = f"{text.folder}/text.json"
        return content.read(self.tree.read(path), path)

    def _put_lists(self, release: Release) -> None:
        """The manifest, each locale's checksums, and the signatures."""
        for locale in release.locales:
            files = (file for text in release.texts if text.locale == locale for file in text.downloads)
            rows = ((file.path.removeprefix(f"{locale}/"), file.sha256) for file in files)
            self.tree.put(f"{locale}/{SUMS}", sums.write(rows))
        told = manifest.write(release)
        manifest.read(told, manifest.NAME)  # what those who pull would refuse is not published
        self.tree.put(manifest.NAME, told)
        if self.key:
            whole = sums.write(self.tree.sums.items())
            for name, data in ((manifest.NAME, told), (SUMS, whole)):
                self.tree.put_beside(f"{name}{SIGNATURE}", self._signed(name, data))

    def _signed(self, name: str, data: bytes) -> bytes:
        """The signature of the release before, if it fits: not every kind of key gives the same twice."""
        assert self.key
        old = self.before.signature(name)
        return old if self._fits(old, data) else signature.sign(data, self.key, str(self.key))

    def _fits(self, signed: bytes, data: bytes) -> bool:
        """Whether it is our key's signature of the data."""
        try:
            return bool(signed) and bool(signature.verify(data, signed, [self.public], ""))
        except InputError:
            return False

    # --- what is known of it

    def _site(self, release: Release) -> str:
        return digest(manifest.write(release), self.public)

    def _stands(self, release: Release) -> bool:
        """Whether the release is there, all of it, as it was left, and signed as it should be."""
        listed = sums.write(self.tree.before.items())
        told = self.project.done(_SITE, self._site(release))
        if told is None or told != digest(listed) or not self.tree.whole():
            return False
        signed = ((manifest.NAME, manifest.write(release)), (SUMS, listed)) if self.key else ()
        return all(self._fits(self.tree.beside(f"{name}{SIGNATURE}"), data) for name, data in signed)

    def _keep_site(self, release: Release) -> None:
        self.project.keep(_SITE, self._site(release), (), digest(sums.write(self.tree.sums.items())))

    def _told(self, release: Release) -> Published:
        gone = len(self.tree.before.keys() - self.tree.sums.keys()) if self.tree.written else 0
        before = self.before.release
        notes = (*cautions(self.project, before, release), *losses(self.before.texts, release))
        told = tuple(self.missing), notes, tuple(hints(self.project, before, release))
        return Published(release, tuple(self.tree.written), gone, *told)


def _bare(project: Project, key: str) -> Release:
    """What the project says of the release, without its texts."""
    settings = project.settings
    return Release(
        project=_name(project),
        source_locale=settings.source_locale,
        locales=(settings.source_locale, *settings.locales),
        edition=1,
        url=settings.publish_url,
        titles=settings.publish_title,
        descriptions=settings.publish_description,
        key=key,
    )


def _name(project: Project) -> str:
    """What the project is called, never nothing."""
    return one_line(project.settings.name) or one_line(project.root.resolve().name) or "tmpipe"


_SITE = "publish\n"


def _job(seed: Seed, locale: Locale) -> str:
    return f"publish\n{seed.slug}\n{locale}"


def _known(text: Text) -> bytes:
    """All that a manifest tells of a text."""
    return repr(replace(text, newer=(), origins={})).encode()
