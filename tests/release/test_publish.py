"""What is published, in what state, and that nothing else changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tmpipe.catalogs import po
from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.pipeline.extract import extract
from tmpipe.pipeline.sign_off import sign_off
from tmpipe.project import Project
from tmpipe.release import manifest
from tmpipe.release.publish import Published, publish
from tmpipe.release.site.words import site_words
from tmpipe.release.texts import Release, Text

SETTINGS = """\
[project]
name = "trial"
locales = ["fr", "fa"]
glossary = ["terms.csv"]
[[documents]]
path = "seeds/call.txt"
slug = "call"
[[documents]]
path = "seeds/names.txt"
slug = "names"
[publish]
formats = ["html", "txt"]
"""
CALL = "A Call for Justice\n\nThe families have a right to know. Nobody was brought to justice.\n"
NAMES = "The Names\n\nWe publish all names.\n"
GLOSSARY = (
    "term_id,source,source_variants,pos,domain,case,do_not_translate,fr,fr_permitted,fr_forbidden,"
    "note,evidence,status\n"
)
FRENCH = {
    "A Call for Justice": "Appel à la justice",
    "The families have a right to know.": "Les familles ont le droit de savoir.",
    "Nobody was brought to justice.": "Personne n’a été traduit en justice.",
    "The Names": "Les noms",
    "We publish all names.": "Nous publions tous les noms.",
}


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with `call` finished in French, and nothing else."""
    found = tmp_path / "project"
    files = {"seeds/call.txt": CALL, "seeds/names.txt": NAMES, "terms.csv": GLOSSARY}
    write(found, {**files, "tmpipe.toml": SETTINGS})
    extract(Project.open(found))
    translate(found, "call")
    return found


def translate(root: Path, slug: str, fuzzy: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
    """Finishes a French catalog, but for some sentences."""
    place = root / f"locales/fr/LC_MESSAGES/{slug}.po"
    out: list[str] = []
    for line in place.read_text(encoding="utf-8").split("\n"):
        msgid = out[-1][7:-1] if out and out[-1].startswith('msgid "') else ""
        known = line == 'msgstr ""' and msgid in FRENCH and msgid not in without
        if known and msgid in fuzzy:
            out.insert(-1, "#, fuzzy")
        out.append(f'msgstr "{FRENCH[msgid]}"' if known else line)
    place.write_text("\n".join(out), encoding="utf-8")


def published(root: Path, **wishes: object) -> Published:
    return publish(Project.open(root), **wishes)  # type: ignore[arg-type]


def states(done: Published) -> dict[str, str]:
    return {f"{text.locale} {text.document}": text.state for text in done.release.texts}


def text(release: Release, slug: str = "call", locale: str = "fr") -> Text:
    return next(one for one in release.texts if (one.document, one.locale) == (slug, locale))


def tree(folder: Path) -> dict[str, bytes]:
    places = (place for place in sorted(folder.rglob("*")) if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


ORIGINALS = {"en call": "original", "en names": "original"}


def test_what_is_finished_is_published_and_the_rest_is_named(root: Path) -> None:
    done = published(root)
    assert states(done) == {**ORIGINALS, "fr call": "complete"}
    waiting = [(one.document, one.locale, one.title, one.finished) for one in done.release.pending]
    assert waiting == [
        ("call", "fa", "A Call for Justice", 0),
        ("names", "fr", "The Names", 0),
        ("names", "fa", "The Names", 0),
    ]
    assert not (root / "public/fr/texts/names").exists()


def test_drafts_are_published_where_they_are_wanted(root: Path) -> None:
    translate(root, "names", fuzzy=("The Names",))
    assert "fr names" not in states(published(root))
    done = published(root, drafts=True)
    assert states(done) == {**ORIGINALS, "fr call": "complete", "fr names": "draft"}
    page = (root / "public/fr/texts/names/names.fr.html").read_text(encoding="utf-8")
    assert '<span class="draft">Les noms</span>' in page
    assert "fr names" not in states(published(root))
    assert not (root / "public/fr/texts/names").exists()


def test_what_lacks_sentences_is_partial(root: Path) -> None:
    translate(root, "names", without=("The Names",))
    assert states(published(root, drafts=True))["fr names"] == "partial"


def test_what_is_signed_off_is_final_until_it_changes(root: Path) -> None:
    project = Project.open(root)
    sign_off(project, project.seeds[0], "fr", "Zoë", date="2026-11-20", note="read aloud")
    first = text(published(root).release)
    assert (first.state, first.date) == ("final", "2026-11-20")
    assert [(one.by, one.date, one.note) for one in first.vouchers] == [("Zoë", "2026-11-20", "read aloud")]
    assert "Zoë" in (root / "public/fr/texts/call/call.fr.html").read_text(encoding="utf-8")
    place = root / "locales/fr/LC_MESSAGES/call.po"
    place.write_text(place.read_text(encoding="utf-8").replace("Appel à", "L’appel à"), encoding="utf-8")
    done = published(root)
    now = text(done.release)
    assert (now.state, now.vouchers) == ("complete", ())
    assert [note[:41] for note in done.notes] == ["fr call was final and is complete now; si"]
    assert published(root).notes == ()


def test_what_is_signed_off_and_has_an_error_since_is_not_final(root: Path) -> None:
    place = root / "locales/fr/LC_MESSAGES/call.po"
    place.write_text(place.read_text(encoding="utf-8").replace("savoir.", "savoir"), encoding="utf-8")
    project = Project.open(root)
    assert sign_off(project, project.seeds[0], "fr", "Zoë").sign_off
    assert text(published(root).release).state == "final"
    write(root, {"tmpipe.toml": SETTINGS + '[checks]\nseverity = { end-punctuation = "error" }\n'})
    now = text(published(root).release)
    assert (now.state, now.vouchers) == ("complete", ())
    page = (root / "public/fr/texts/call/call.fr.html").read_text(encoding="utf-8")
    assert "Zoë" not in page
    assert "Traduction définitive" not in page


def test_the_manifest_tells_of_every_file(root: Path) -> None:
    done = published(root)
    public = root / "public"
    release = manifest.read((public / "manifest.json").read_bytes(), "manifest.json")
    assert release == done.release
    assert text(release).origins == {"human": 100.0}
    for one in (file for each in release.texts for file in each.files):
        data = (public / one.path).read_bytes()
        assert (one.size, one.sha256) == (len(data), sha256(data).hexdigest())
    assert {file.format for file in text(release).downloads} == {"html", "txt"}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
@pytest.mark.parametrize("folder", ["public", "public/fr", "public/en"])
def test_anybody_can_check_the_sums(root: Path, folder: str) -> None:
    published(root)
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    subprocess.run(command, cwd=root / folder, check=True)
    listed = {line[66:] for line in (root / "public/SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == tree(root / "public").keys() - {"SHA256SUMS"}


def test_a_second_run_changes_no_byte_and_writes_none(root: Path) -> None:
    first = published(root)
    before = tree(root / "public")
    times = {place: place.stat().st_mtime_ns for place in (root / "public").rglob("*")}
    again = published(root)
    assert first.written
    assert (again.written, again.gone, again.release) == ((), 0, first.release)
    assert tree(root / "public") == before
    assert {place: place.stat().st_mtime_ns for place in (root / "public").rglob("*")} == times


def test_without_what_is_derived_the_bytes_are_the_same(root: Path) -> None:
    published(root)
    before = tree(root / "public")
    shutil.rmtree(root / ".tmpipe", ignore_errors=True)
    assert published(root).written == ()
    shutil.rmtree(root / "public")
    published(root, out=root / "elsewhere")
    assert tree(root / "elsewhere") == before


def test_only_what_changed_is_written(root: Path) -> None:
    translate(root, "names")
    published(root)
    kept = (root / "public/fr/texts/call/call.fr.html").stat().st_ino
    place = root / "locales/fr/LC_MESSAGES/names.po"
    place.write_text(place.read_text(encoding="utf-8").replace("Les noms", "Leurs noms"), encoding="utf-8")
    done = published(root)
    assert done.release.edition == 2
    assert not [path for path in done.written if "/texts/call/" in path or path.startswith("fa/")]
    assert "fr/texts/names/names.fr.txt" in done.written
    assert (root / "public/fr/texts/call/call.fr.html").stat().st_ino == kept


def test_a_file_that_was_tampered_with_is_put_right(root: Path) -> None:
    published(root)
    before = tree(root / "public")
    for path in ("fr/texts/call/call.fr.txt", "fr/texts/call/text.json", "index.html", "fr/SHA256SUMS"):
        (root / "public" / path).write_text("mine", encoding="utf-8")
        assert published(root).written == (path,)
        assert tree(root / "public") == before


def test_a_text_that_is_at_work_again_keeps_its_last_good_edition(root: Path) -> None:
    first = text(published(root).release)
    files = {file.path: (root / "public" / file.path).read_bytes() for file in first.files}
    write(root, {"seeds/call.txt": CALL + "\nMore than 30,000 were killed.\n"})
    extract(Project.open(root))
    done = published(root)
    kept = text(done.release)
    assert (kept.state, kept.newer, kept.files) == ("complete", ("source",), first.files)
    assert all((root / "public" / path).read_bytes() == data for path, data in files.items())
    assert "More than 30,000" in (root / "public/en/texts/call/index.html").read_text(encoding="utf-8")
    page = (root / "public/fr/texts/call/index.html").read_text(encoding="utf-8")
    assert "Les familles ont le droit de savoir." in page
    embed = (root / "public/fr/texts/call/embed.html").read_text(encoding="utf-8")
    assert all(site_words("fr").newer_source in shown for shown in (page, embed))
    assert site_words("fr").newer_source not in (root / "public/en/texts/call/index.html").read_text("utf-8")
    assert published(root).written == ()
    drafts = published(root, drafts=True)
    assert (text(drafts.release), drafts.written) == (kept, ())
    FRENCH["More than 30,000 were killed."] = "Plus de 30\u202f000 ont été tués."
    translate(root, "call")
    assert text(published(root).release).newer == ()


def test_a_draft_that_was_published_is_no_last_good_edition(root: Path) -> None:
    translate(root, "names", fuzzy=("The Names",))
    published(root, drafts=True)
    assert "fr names" not in states(published(root))


def test_a_document_that_is_taken_out_is_gone(root: Path) -> None:
    published(root)
    settings = SETTINGS.replace('[[documents]]\npath = "seeds/call.txt"\nslug = "call"\n', "")
    write(root, {"tmpipe.toml": settings})
    done = published(root)
    assert states(done) == {"en names": "original"}
    assert done.gone
    assert done.notes == ("no longer in the release: en call, fr call",)
    assert not list((root / "public").rglob("*call*"))


Where = Callable[[Path], str]


def packed(folder: Path) -> str:
    return shutil.make_archive(str(folder), "zip", folder)


@pytest.mark.parametrize("where", [str, packed], ids=["folder", "zip"])
def test_the_release_before_may_be_elsewhere(root: Path, where: Where) -> None:
    before = text(published(root).release)
    (root / "public").rename(root.parent / "live")
    write(root, {"seeds/call.txt": CALL + "\nNobody has answered.\n"})
    extract(Project.open(root))
    done = published(root, previous=where(root.parent / "live"))
    kept = text(done.release)
    assert (kept.files, kept.newer, done.release.edition) == (before.files, ("source",), 2)
    for file in kept.files:
        assert sha256((root / "public" / file.path).read_bytes()).hexdigest() == file.sha256
    assert "fr call" not in states(published(root, out=root / "new"))


def test_a_last_release_that_cannot_be_looked_at_is_named_itself(root: Path) -> None:
    """And not the folder that is to be written."""
    with pytest.raises(InputError, match="cannot be read") as told:
        published(root, previous="a" * 300)
    assert told.value.path == "a" * 300


def test_an_address_stays_with_its_text_when_another_one_comes_before_it(root: Path) -> None:
    """`call-up` would have got the name that stands for `call/up` in the world."""
    settings = SETTINGS.replace('slug = "call"', 'slug = "call/up"')
    write(root, {"tmpipe.toml": settings})
    extract(Project.open(root))
    translate(root, "call/up")
    assert text(published(root).release, "call/up").name == "call-up"
    newer = settings.replace(
        "[[documents]]", '[[documents]]\npath = "seeds/new.txt"\nslug = "call-up"\n[[documents]]', 1
    )
    write(root, {"tmpipe.toml": newer, "seeds/new.txt": CALL, "seeds/call.txt": CALL + "\nAnd more.\n"})
    extract(Project.open(root))
    translate(root, "call-up")
    done = published(root)
    assert text(done.release, "call/up").newer
    assert text(done.release, "call/up").name == "call-up"
    assert text(done.release, "call-up").name.startswith("call-up-")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fr/texts/call/call.fr.txt", "fr/texts/call/index.html"),
        ("fr/texts/call/call.fr.txt", "fr/texts/call/OEmbed.json"),
        ("fr/texts/call/text.json", "fr/texts/call/other.json"),
        ("fr/texts/call", "fr/texts/names"),
    ],
)
def test_a_last_release_that_tmpipe_has_not_made_is_refused(root: Path, old: str, new: str) -> None:
    """Its files would come to lie where pages of ours do, and nobody could pull what we publish."""
    published(root)
    (root / "public").rename(root.parent / "live")
    place = root.parent / "live/manifest.json"
    told = place.read_text().replace(old, new)
    if old.endswith("call"):
        told = told.replace('"name": "call", "locale": "fr"', '"name": "names", "locale": "fr"')
    place.write_text(told)
    translate(root, "call", fuzzy=("A Call for Justice",))
    write(root, {"seeds/call.txt": CALL + "\nAnd more.\n"})
    extract(Project.open(root))
    with pytest.raises(UsageError, match="no release as tmpipe publishes it"):
        published(root, previous=str(root.parent / "live"))
    assert not (root / "public").exists()


def test_a_last_good_edition_that_is_damaged_is_not_published(root: Path) -> None:
    published(root)
    (root / "public/fr/texts/call/call.fr.txt").write_text("mine", encoding="utf-8")
    write(root, {"seeds/call.txt": CALL + "\nNobody has answered.\n"})
    extract(Project.open(root))
    before = tree(root / "public")
    with pytest.raises(InputError, match=r"call\.fr\.txt: is not as it was published"):
        published(root)
    assert tree(root / "public") == before


REFUSED = [
    ("public/manifest.json", "{", InputError, "manifest"),
    ("public/SHA256SUMS", "x", InputError, "SHA256SUMS"),
]


@pytest.mark.parametrize(("path", "data", "error", "words"), REFUSED, ids=[path for path, *_ in REFUSED])
def test_a_damaged_release_stops_us(
    root: Path, path: str, data: str, error: type[TmpipeError], words: str
) -> None:
    published(root)
    write(root, {path: data})
    before = tree(root / "public")
    with pytest.raises(error, match=words):
        published(root)
    assert tree(root / "public") == before


def test_a_release_of_another_project_is_not_written_over(root: Path) -> None:
    published(root)
    write(root, {"tmpipe.toml": SETTINGS.replace("trial", "other")})
    with pytest.raises(UsageError, match="is a release of 'trial', and this project is 'other'"):
        published(root)


def test_names_and_titles_may_hold_anything(root: Path) -> None:
    odd = 'path = "seeds/call.txt"\nslug = "b&\'#%/..x"\ntitle = "</title><script>alert(1)</script>"'
    write(root, {"tmpipe.toml": SETTINGS.replace('path = "seeds/call.txt"\nslug = "call"', odd)})
    write(root, {"seeds/names.txt": "\u202eeman lliK\n\n<img src=x onerror=alert(1)> and more.\n"})
    extract(Project.open(root))
    done = published(root, drafts=True)
    assert not [path for path in tree(root / "public") if ".." in path or set(path) & set("<>&'\u202e")]
    for path, data in tree(root / "public").items():
        if path.endswith(".html"):
            assert b"<script>alert" not in data, path
            assert b"<img src=x" not in data, path
    assert text(done.release, "names", "en").title == "eman lliK"


def test_pictures_go_with_a_page(root: Path) -> None:
    settings = SETTINGS.replace("names.txt", "names.md")
    write(root, {"tmpipe.toml": settings, "seeds/names.md": "# The Names\n\n![All](img/all.png)\n"})
    (root / "seeds/img").mkdir()
    (root / "seeds/img/all.png").write_bytes(b"\x89PNG")
    first = published(root)
    path = root / "public/en/texts/names/names.en.zip"
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["img/all.png", "names.md"]
    assert published(root).written == ()
    (root / "seeds/img/all.png").write_bytes(b"\x89PNG\r\n")
    assert published(root).release.edition == first.release.edition + 1


def test_an_unfinished_text_is_no_file_that_hides_it(root: Path) -> None:
    """What is written in its own format does not say how far it is; renditions do."""
    write(root, {"tmpipe.toml": SETTINGS.replace("names.txt", "names.md").replace('"txt"]', '"docx"]')})
    write(root, {"seeds/names.md": "# The Names\n\nWe publish all names.\n"})
    extract(Project.open(root))
    translate(root, "names", fuzzy=("The Names",))
    draft = text(published(root, drafts=True).release, "names")
    assert {file.format for file in draft.downloads} == {"html", "docx"}
    translate(root, "names")
    place = root / "locales/fr/LC_MESSAGES/names.po"
    place.write_text(place.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    whole = text(published(root).release, "names")
    assert {file.format for file in whole.downloads} == {"html", "docx", "markdown"}


def test_an_edition_can_begin_higher_where_the_last_is_lost(root: Path) -> None:
    first = published(root)
    assert any("no release before this one is known" in hint for hint in first.hints)
    shutil.rmtree(root / "public")
    assert published(root, edition=7).release.edition == 7
    assert published(root, edition=7).written == ()
    again = published(root, edition=3)
    assert (again.release.edition, again.written) == (7, ())
    assert not any("no release before" in hint for hint in again.hints)


def test_a_release_says_what_would_make_it_better(root: Path) -> None:
    write(root, {"tmpipe.toml": SETTINGS.replace('"fa"]', '"de"]')})
    hints = " ".join(published(root).hints)
    assert "pages in de say themselves is in English" in hints
    assert "[publish] url" in hints
    known = SETTINGS + 'url = "https://example.org/"\n'
    write(root, {"tmpipe.toml": known})
    assert published(root).hints == ()


def test_a_missing_typesetter_stops_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    write(root, {"tmpipe.toml": SETTINGS.replace('["html", "txt"]', '["pdf", "txt"]')})
    done = published(root)
    assert {file.format for file in text(done.release).files} == {"txt", "json", "parallel"}
    assert any("tmpipe[pdf]" in sentence for sentence in done.missing)


def git(root: Path, *words: str, day: str = "2026-05-01") -> None:
    when = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(
        ["git", *who, *words], cwd=root, env={**os.environ, **when}, capture_output=True, check=True
    )


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_dates_and_the_first_edition_come_from_git(root: Path) -> None:
    for words in (["init", "-q"], ["add", "seeds", "locales"], ["commit", "-qm", "all"]):
        git(root, *words)
    write(root, {"seeds/names.txt": NAMES + "\nMore.\n"})
    git(root, "commit", "-qam", "more", day="2026-06-02")
    done = published(root)
    assert done.release.edition == 2
    days = {f"{one.locale} {one.document}": one.date for one in done.release.texts}
    assert days == {"en call": "2026-05-01", "fr call": "2026-05-01", "en names": "2026-06-02"}
    assert done.release.date == "2026-06-02"
    place = root / "locales/fr/LC_MESSAGES/call.po"
    catalog = place.read_text(encoding="utf-8").replace("1970-01-01 00:00", "2026-07-03 10:00")
    place.write_text(catalog.replace("Les familles ont", "Toutes les familles ont"), encoding="utf-8")
    first = published(root)
    assert text(first.release).date == "2026-07-03"
    git(root, "commit", "-qam", "comments alone", day="2026-08-04")
    assert text(published(root).release).date == "2026-07-03"
    place.write_text(place.read_text(encoding="utf-8").replace("Appel à", "L’appel à"), encoding="utf-8")
    git(root, "commit", "-qam", "a word, by hand", day="2026-08-05")
    assert text(published(root).release).date == "2026-08-05"
    assert po.read(place.read_bytes(), "x.po", "fr").field("PO-Revision-Date") == "2026-07-03 10:00+0000"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_shallow_clone_says_what_it_cannot_know(root: Path, tmp_path: Path) -> None:
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "all"],
        ["commit", "-qm", "x", "--allow-empty"],
    ):
        git(root, *words)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "clone")
    done = published(tmp_path / "clone")
    assert done.release.edition == 1
    assert "lacks older commits" in done.notes[0]
    assert text(done.release).date == ""


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")
def test_nothing_of_others_is_signed(root: Path, tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)]
        subprocess.run(made, check=True)
    (tmp_path / "ours").chmod(0o644)
    with pytest.raises(InputError, match="ours: others can read this key; chmod 600 it"):
        published(root, key=tmp_path / "ours")
    assert not (root / "public").exists()
    (tmp_path / "ours").chmod(0o600)
    published(root)
    live = tmp_path / "live"
    (root / "public").rename(live)
    with pytest.raises(InputError, match="the last release is not signed; if that is right, publish once"):
        published(root, previous=str(live), key=tmp_path / "ours")
    published(root, key=tmp_path / "theirs")
    with pytest.raises(InputError, match="signed with another key, SHA256:"):
        published(root, previous=str(root / "public"), key=tmp_path / "ours")
    whole = (root / "public/manifest.json").read_bytes()
    (root / "public/manifest.json").write_bytes(whole.replace(b"The Names", b"The Nazes"))
    with pytest.raises(InputError, match="does not fit what it should have signed"):
        published(root, previous=str(root / "public"), key=tmp_path / "theirs")


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")
def test_a_release_is_signed_and_stays_so(root: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", str(key)], check=True)
    first = published(root, key=key)
    kind, value = first.release.key.split()
    assert (kind, value) == tuple(key.with_suffix(".pub").read_text().split()[:2])
    before = tree(root / "public")
    (tmp_path / "signers").write_text(f"tmpipe {kind} {value}\n")
    for name in ("manifest.json", "SHA256SUMS"):
        command = [
            "ssh-keygen",
            "-Y",
            "verify",
            "-f",
            str(tmp_path / "signers"),
            "-I",
            "tmpipe",
            "-n",
            "tmpipe",
        ]
        signed = ["-s", str(root / f"public/{name}.sig")]
        subprocess.run([*command, *signed], input=before[name], capture_output=True, check=True)
    assert published(root, key=key).written == ()
    for damage in (b"", b"-----BEGIN SSH SIGNATURE-----"):
        (root / "public/manifest.json.sig").write_bytes(damage)
        assert "manifest.json.sig" in published(root, key=key).written
    (root / "public/SHA256SUMS.sig").unlink()
    assert "SHA256SUMS.sig" in published(root, key=key).written
    assert published(root, key=key).written == ()
    assert tree(root / "public").keys() == before.keys()
    done = published(root)
    assert "--sign" in done.notes[0]
    assert not list((root / "public").glob("*.sig"))
    assert json.loads((root / "public/manifest.json").read_bytes())["key"] == ""
