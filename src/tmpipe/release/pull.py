"""`pull`: takes finished texts out of a release, verified, and only those that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tmpipe.errors import InputError, UsageError
from tmpipe.project import Progress, silent
from tmpipe.release import holding, manifest, part, paths, sources, sums
from tmpipe.release import lock as lock_file
from tmpipe.release.holding import Holding
from tmpipe.release.lock import Lock
from tmpipe.release.manifest import NAME as MANIFEST
from tmpipe.release.part import ShiftedError, shifted
from tmpipe.release.plan import Plan, plan
from tmpipe.release.sources import Found, Mark, Source
from tmpipe.release.texts import File, Release
from tmpipe.release.trust import require_own, told, trust
from tmpipe.release.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull has done."""

    written: tuple[str, ...] = ()
    """The texts' files that are new here, by path in the folder."""
    notes: tuple[str, ...] = ()
    """What people should know, in sentences."""
    states: tuple[str, ...] = ()
    """How far the texts are that came, likewise."""
    refused: tuple[str, ...] = ()
    """The texts that did not come, as what is here is better, likewise. The next pull tells of them again."""


def pull(
    where: str,
    out: Path,
    asked: Wanted,
    *,
    signers: Sequence[str] = (),
    allow_lower: bool = False,
    progress: Progress = silent,
) -> Pulled:
    """Takes what is asked for of the release at `where` into the folder `out`, whole or not at all; but a
    text whose state has become lower than what is here stays as it is, unless `allow_lower` says otherwise.

    `signers`: the public keys of which one must have signed it. TmpipeError where the release cannot be had,
    or is refused: then nothing is changed. Law: a second time changes no byte.
    """
    _require_apart(where, out)
    with holding.opened(out, str(out)) as held:
        known = held.lock.key if held.lock else ""
        with sources.opened(where, keyed=bool(signers or known)) as source:
            return _Pull(source, held, asked, tuple(signers), allow_lower, progress).run()


def _require_apart(where: str, out: Path) -> None:
    if "://" not in where and Path(where).is_dir():
        release = Path(where).resolve()
        if release in (out.resolve(), *out.resolve().parents):
            raise UsageError(f"{out} lies within the release itself; name another folder with --out")


@dataclass(frozen=True, slots=True)
class _Pull:
    """One pull."""

    source: Source
    held: Holding
    asked: Wanted
    signers: tuple[str, ...]
    allow_lower: bool
    progress: Progress

    def run(self) -> Pulled:
        """What it has done. A release that is just being replaced is read once more."""
        found = self.source.manifest(self._mark())
        if found is None:
            self.held.clear()
            return Pulled()
        try:
            return self._taken(found)
        except ShiftedError:
            again = self.source.manifest(Mark())
            if again is None or again.data == found.data:
                raise
            return self._taken(again)

    def _mark(self) -> Mark:
        """That of the last manifest, where there is nothing to do as long as it is the same."""
        lock = self.held.lock
        if lock is None or (lock.source, lock.asked) != (self.source.shown, self.asked):
            return Mark()
        known = not self.signers or lock.key in self.signers
        return lock.mark if known and self.held.stands() else Mark()

    def _taken(self, found: Found) -> Pulled:
        """Takes what a manifest tells of."""
        lock = self.held.lock
        known = lock.key if lock else ""
        signed = trust(found.data, self.source, known, self.signers)
        release = manifest.read(found.data, f"{self.source.shown.rstrip('/')}/{MANIFEST}")
        require_own(release.key, signed, self.source)
        if lock:
            self._require_next(release, lock)
        made = plan(release, self.asked, lock, allow_lower=self.allow_lower)
        self._require_fitting(made)
        now = Lock(
            project=release.project,
            edition=release.edition,
            source=self.source.shown,
            mark=Mark() if made.refused else found.mark,  # the next pull has to look, and to tell, again
            manifest=sha256(found.data).hexdigest(),
            key=signed.key or known,
            asked=self.asked,
            texts=tuple(made.texts.values()),
        )
        written, moved = self._put(made.files, now)
        of_key = told(signed, known, first=lock is None, named=bool(self.signers))
        return Pulled(written, (*of_key, *made.notes, *moved), made.states, tuple(made.refused))

    def _require_next(self, release: Release, lock: Lock) -> None:
        """InputError where it is another project's release, or an older one."""
        path, where = self.held.path(lock_file.NAME), self.source.shown
        if release.project != lock.project:
            raise InputError(
                f"{where} is a release of {release.project!r}, and here are texts of "
                f"{lock.project!r}; name another folder with --out",
                path,
            )
        if release.edition < lock.edition:
            raise InputError(
                f"{where} is an older release (edition {release.edition}) than the one that is here "
                f"(edition {lock.edition}); pull again later, or, where a release was taken back on purpose, "
                "remove this file and pull again",
                path,
            )

    def _require_fitting(self, made: Plan) -> None:
        """InputError where what is to be here does not fit into its places."""
        locales = sorted({text.locale for text in made.texts.values()})
        self.held.require_folders(locales)
        places = [f"{text.locale}/{name}" for text in made.texts.values() for name in text.files]
        places += [f"{locale}/{sums.NAME}" for locale in locales]
        for place in places:
            if found := paths.fault(place):
                raise InputError(
                    f"the name {place!r}, which a file would get here, {found}", self.source.shown
                )
        if clash := paths.collision(places):
            raise InputError(f"{clash[0]} and {clash[1]} would be one file here", self.source.shown)

    def _put(self, files: Mapping[str, File], now: Lock) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Brings the files that lack; gives those that are new, and what went aside for them.

        Not before all have come whole does the first one take its place; the lock is the last.
        """
        lacking = {path: file for path, file in files.items() if self.held.digest(path) != file.sha256}
        parts = {file.sha256: file for file in lacking.values()}
        if lacking:
            self.held.expect(parts)
            for file in self.progress(tuple(parts.values()), "pull"):
                self._bring(file)
            self.held.intend(now, parts)
        last = {file.sha256: path for path, file in lacking.items()}
        moved = [
            self.held.put(path, file.sha256, last=last[file.sha256] == path) for path, file in lacking.items()
        ]
        moved += self.held.note(now)
        self.held.clear()
        return tuple(lacking), tuple(
            f"what was here in its place is now {self.held.path(path)}" for path in moved if path
        )

    def _bring(self, file: File) -> None:
        """Has a file among the parts, whole. What there is of it is continued, and once begun anew."""
        with part.opened(self.held.parts, file, self.held.path(holding.PARTS)) as coming:
            continued = coming.done > 0
            if not coming.whole:
                self.source.fetch(coming)
            if continued and not coming.whole:
                coming.restart()
                self.source.fetch(coming)
            if not coming.whole:
                coming.restart()
                raise shifted("is not what the manifest says", file.path)
