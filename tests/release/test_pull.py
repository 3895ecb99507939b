"""Texts out of a folder: what comes, what stays, what is refused."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.release import lock, sums
from tmpipe.release.pull import Pulled, pull
from tmpipe.release.texts import File, Pending
from tmpipe.release.wanted import Wanted

if TYPE_CHECKING:
    from served import Publisher

FIRST = [
    ("letter", "en", "original", "one"),
    ("letter", "fr", "final", "un"),
    ("letter", "fa", "complete", "yek"),
    ("appeal", "fr", "draft", "deux"),
]
UNSIGNED = "the release is not signed: its checksums tell that it is whole, not who made it"


@pytest.fixture
def take(publisher: Publisher, tmp_path: Path) -> Callable[..., Pulled]:
    """`take(locales=("fr",), ...)` pulls what the publisher has written into the folder `texts`."""

    def taken(*, allow_lower: bool = False, **asked: tuple[str, ...] | str) -> Pulled:
        wanted = Wanted(**asked)  # type: ignore[arg-type]  # each has its own type
        return pull(str(publisher.folder), tmp_path / "texts", wanted, allow_lower=allow_lower)

    return taken


Take = Callable[..., Pulled]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def text_of(locale: str, document: str, form: str, says: str) -> bytes:
    """What the publisher writes."""
    return f"{locale}/texts/{document}/{document}.{locale}.{form} says {says}\n".encode()


def test_all_downloads_of_all_targets_come(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    done = take()
    assert done.notes == (UNSIGNED,)
    assert done.states == (
        "final, signed off by name: fr/letter",
        "complete, and not signed off by anybody yet: fa/letter",
        "draft, not to be published as final: fr/appeal",
    )
    there = tree(tmp_path / "texts")
    assert sorted(there) == [
        "fa/SHA256SUMS",
        "fa/letter.fa.docx",
        "fa/letter.fa.txt",
        "fr/SHA256SUMS",
        "fr/appeal.fr.docx",
        "fr/appeal.fr.txt",
        "fr/letter.fr.docx",
        "fr/letter.fr.txt",
        "tmpipe.lock",
    ]
    assert there["fr/letter.fr.docx"] == text_of("fr", "letter", "docx", "un")
    assert sorted(done.written) == [path for path in sorted(there) if path.endswith(("docx", "txt"))]
    listed = sums.read(there["fr/SHA256SUMS"], "SHA256SUMS")
    assert listed == {
        path.removeprefix("fr/"): sha256(data).hexdigest()
        for path, data in there.items()
        if path.startswith("fr/") and "SHA" not in path
    }
    held = lock.read(there["tmpipe.lock"], "tmpipe.lock")
    assert (held.project, held.edition, held.key) == ("demo", 1, "")
    assert [(one.locale, one.document, one.state) for one in held.texts] == [
        ("fa", "letter", "complete"),
        ("fr", "appeal", "draft"),
        ("fr", "letter", "final"),
    ]


def test_a_second_time_changes_no_byte_and_touches_no_file(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    publisher.publish(*FIRST)
    take()
    before = {path: path.stat() for path in (tmp_path / "texts").rglob("*")}
    assert take() == Pulled()
    after = {path: path.stat() for path in (tmp_path / "texts").rglob("*")}
    assert {path: (one.st_mtime_ns, one.st_ino) for path, one in before.items()} == {
        path: (one.st_mtime_ns, one.st_ino) for path, one in after.items()
    }


def test_only_what_changed_comes(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take()
    publisher.publish(*FIRST[:3], ("appeal", "fr", "complete", "mieux"))
    done = take()
    assert (done.written, done.notes) == (("fr/appeal.fr.docx", "fr/appeal.fr.txt"), ())
    assert done.states == ("complete, and not signed off by anybody yet: fr/appeal",)
    there = tree(tmp_path / "texts")
    assert there["fr/appeal.fr.txt"] == text_of("fr", "appeal", "txt", "mieux")
    assert lock.read(there["tmpipe.lock"], "").edition == 2


def test_a_state_alone_can_change(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take()
    publisher.publish(*FIRST[:3], ("appeal", "fr", "final", "deux"))
    assert take() == Pulled(states=("final, signed off by name: fr/appeal",))
    held = lock.read((tmp_path / "texts/tmpipe.lock").read_bytes(), "")
    assert [one.state for one in held.texts] == ["complete", "final", "final"]


CHOICES = [
    ({"locales": ("fa",)}, ["fa/letter.fa.docx", "fa/letter.fa.txt"]),
    ({"locales": ("fa_IR",), "formats": ("txt",)}, ["fa/letter.fa.txt"]),
    ({"locales": ("en", "fa"), "formats": ("docx",)}, ["en/letter.en.docx", "fa/letter.fa.docx"]),
    ({"documents": ("appeal",)}, ["fr/appeal.fr.docx", "fr/appeal.fr.txt"]),
    ({"formats": ("json",), "locales": ("fr",)}, ["fr/appeal.fr.json", "fr/letter.fr.json"]),
    ({"state": "final", "formats": ("txt",)}, ["fr/letter.fr.txt"]),
    ({"state": "complete", "formats": ("txt",)}, ["fa/letter.fa.txt", "fr/letter.fr.txt"]),
    (
        {"state": "draft", "formats": ("txt",)},
        ["fa/letter.fa.txt", "fr/appeal.fr.txt", "fr/letter.fr.txt"],
    ),
    ({"state": "final", "locales": ("en",), "formats": ("txt",)}, ["en/letter.en.txt"]),
]


@pytest.mark.parametrize(("asked", "written"), CHOICES)
def test_what_is_asked_for_comes(
    publisher: Publisher, take: Take, asked: dict[str, tuple[str, ...]], written: list[str]
) -> None:
    publisher.publish(*FIRST)
    assert sorted(take(**asked).written) == written
    assert take(**asked).written == ()


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"locales": ("sv",)}, "the release has no locale 'sv'; it has en, fr, fa"),
        ({"documents": ("lettre",)}, "the release has no document 'lettre'; it has appeal, letter"),
        ({"formats": ("pdf",)}, "the release has no format 'pdf'; it has docx, json, txt"),
    ],
)
def test_what_the_release_has_not_is_told_with_what_it_has(
    publisher: Publisher, take: Take, tmp_path: Path, asked: dict[str, tuple[str, ...]], complaint: str
) -> None:
    publisher.publish(*FIRST)
    with pytest.raises(UsageError) as told:
        take(**asked)
    assert told.value.message == complaint
    assert not (tmp_path / "texts").exists()


def test_what_is_at_work_is_told(publisher: Publisher, take: Take) -> None:
    publisher.publish(FIRST[1], pending=(Pending("appeal", "appeal", "fr", "Appeal", 50.0),))
    assert take(locales=("fa",)).notes == (UNSIGNED, "no text in fa is published yet")
    assert take(documents=("appeal",), locales=("fr",)).notes == ("fr/appeal is not published yet",)
    assert take(locales=("fr",), state="final").notes == ()
    publisher.publish(FIRST[2])
    assert take(locales=("fa",), state="final").notes == ("not final yet, and not taken: fa/letter",)


# --- texts that become worse, or go away -----------------------------------------------------------


LOWER = [("letter", "fr", "complete", "autre"), ("appeal", "fr", "final", "mieux")]


KEEPS = "the final one stays; --allow-lower takes the other, --state final asks for final ones alone"


def test_of_a_text_that_is_lower_now_the_better_one_stays_and_the_others_come(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    """As often as it is so: no mark of a manifest keeps the next pull from looking and telling again."""
    publisher.publish(*FIRST)
    take(locales=("fr",))
    publisher.publish(*LOWER)
    refused = (f"fr letter: complete in this release, and final here: {KEEPS}",)
    done = take(locales=("fr",))
    assert done.written == ("fr/appeal.fr.docx", "fr/appeal.fr.txt")
    assert done == Pulled(done.written, (), ("final, signed off by name: fr/appeal",), refused)
    there = tree(tmp_path / "texts")
    assert there["fr/letter.fr.txt"] == text_of("fr", "letter", "txt", "un")
    assert (
        sums.read(there["fr/SHA256SUMS"], "")["letter.fr.txt"]
        == sha256(there["fr/letter.fr.txt"]).hexdigest()
    )
    held = lock.read(there["tmpipe.lock"], "")
    assert {one.document: one.state for one in held.texts} == {"letter": "final", "appeal": "final"}
    assert held.edition == 2
    assert take(locales=("fr",)) == Pulled(refused=refused)
    assert tree(tmp_path / "texts") == there
    publisher.publish(FIRST[1], LOWER[1])
    assert take(locales=("fr",)) == Pulled()


@pytest.mark.parametrize(
    ("here", "there", "asks"),
    [
        ("final", "partial", "final asks for final ones alone"),
        ("complete", "draft", "complete asks for complete or better ones alone"),
        ("draft", "partial", "draft asks for draft or better ones alone"),
    ],
)
def test_what_is_said_of_it_helps(publisher: Publisher, take: Take, here: str, there: str, asks: str) -> None:
    publisher.publish(("letter", "fr", here, "un"))
    take()
    publisher.publish(("letter", "fr", there, "un"))
    (said,) = take().refused
    assert said == (
        f"fr letter: {there} in this release, and {here} here: the {here} one stays; --allow-lower takes "
        f"the other, --state {asks}"
    )
    assert take(state=here).refused == ()
    assert len(take().refused) == 1
    assert take(allow_lower=True).refused == ()


def test_with_a_least_state_the_better_one_stays(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take(locales=("fr",))
    publisher.publish(*LOWER)
    done = take(locales=("fr",), state="final")
    assert done.notes == ("fr/letter is complete now; the final text that is here stays",)
    there = tree(tmp_path / "texts")
    assert there["fr/letter.fr.txt"] == text_of("fr", "letter", "txt", "un")
    held = lock.read(there["tmpipe.lock"], "")
    assert {one.document: one.state for one in held.texts} == {"letter": "final", "appeal": "final"}
    assert take(locales=("fr",), state="final").refused == done.refused == ()
    assert len(take(locales=("fr",)).refused) == 1


def test_who_allows_it_gets_the_lower_text(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take(locales=("fr",))
    publisher.publish(*LOWER)
    done = take(locales=("fr",), allow_lower=True)
    assert done.written[:2] == ("fr/letter.fr.docx", "fr/letter.fr.txt")
    assert done.refused == ()
    assert (tmp_path / "texts/fr/letter.fr.txt").read_bytes() == text_of("fr", "letter", "txt", "autre")


def test_what_the_release_has_no_more_stays_and_is_forgotten(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    publisher.publish(*FIRST)
    take()
    before = tree(tmp_path / "texts")
    publisher.publish(FIRST[0], FIRST[1])
    assert take().notes == (
        "fa/letter is no longer in the release; its files stay",
        "fr/appeal is no longer in the release; its files stay",
    )
    there = tree(tmp_path / "texts")
    assert sorted(set(before) - set(there)) == ["fa/SHA256SUMS"]
    assert sorted(sums.read(there["fr/SHA256SUMS"], "")) == ["letter.fr.docx", "letter.fr.txt"]
    assert [one.document for one in lock.read(there["tmpipe.lock"], "").texts] == ["letter"]
    assert take() == Pulled()


def test_who_asks_for_one_locale_keeps_the_other(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take(locales=("fa",))
    publisher.publish(*FIRST[:2])
    assert take(locales=("fr",)).notes == ()
    there = tree(tmp_path / "texts")
    assert {"fa/SHA256SUMS", "fa/letter.fa.txt", "fr/letter.fr.txt"} <= set(there)


def test_formats_that_are_not_asked_for_stay_as_they_are(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    publisher.publish(FIRST[1])
    take()
    publisher.publish(("letter", "fr", "final", "deux"))
    done = take(formats=("txt",))
    assert done.written == ("fr/letter.fr.txt",)
    assert "fr/letter.fr.docx is of an earlier edition: its format was not asked for" in done.notes
    there = tree(tmp_path / "texts")
    assert (
        sums.read(there["fr/SHA256SUMS"], "")["letter.fr.docx"]
        == sha256(text_of("fr", "letter", "docx", "un")).hexdigest()
    )
    publisher.publish(("letter", "fr", "final", "deux"), formats=("txt",))
    assert "fr/letter.fr.docx is no longer in the release; it stays" in take().notes
    assert (tmp_path / "texts/fr/letter.fr.docx").exists()


# --- files that are not ours -----------------------------------------------------------------------


def test_what_was_changed_here_is_moved_aside(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(*FIRST)
    take()
    mine = tmp_path / "texts/fr/letter.fr.txt"
    for number, aside in enumerate(("letter.fr.changed-here.txt", "letter.fr.changed-here-2.txt")):
        mine.write_text(f"mine {number}")
        done = take()
        assert done.written == ("fr/letter.fr.txt",)
        assert done.notes == (f"what was here in its place is now {mine.with_name(aside)}",)
        assert mine.with_name(aside).read_text() == f"mine {number}"
        assert mine.read_bytes() == text_of("fr", "letter", "txt", "un")


def test_what_lies_in_the_way_is_moved_aside(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(FIRST[1])
    folder = tmp_path / "texts/fr"
    (folder / "letter.fr.docx").mkdir(parents=True)
    (folder / "letter.fr.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "elsewhere.txt").write_bytes(text_of("fr", "letter", "txt", "un"))
    (folder / "SHA256SUMS").write_text("mine")
    done = take()
    assert len(done.notes) == 4
    assert (folder / "letter.fr.txt").read_bytes() == text_of("fr", "letter", "txt", "un")
    assert not (folder / "letter.fr.txt").is_symlink()
    assert (folder / "letter.fr.changed-here.txt").is_symlink()
    assert (folder / "letter.fr.changed-here.docx").is_dir()
    assert (folder / "SHA256SUMS.changed-here").read_text() == "mine"
    assert take() == Pulled()


def test_what_is_here_already_is_ours(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(FIRST[1])
    take()
    (tmp_path / "texts/tmpipe.lock").unlink()
    (tmp_path / "texts/fr/letter.fr.docx").unlink()
    done = take()
    assert (done.written, done.notes) == (("fr/letter.fr.docx",), (UNSIGNED,))


@pytest.mark.parametrize("name", ["fr", ".tmpipe-pull"])
def test_links_are_not_followed(publisher: Publisher, take: Take, tmp_path: Path, name: str) -> None:
    publisher.publish(FIRST[1])
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is a link, which is not followed") as told:
        take()
    assert told.value.path == str(tmp_path / "texts" / name)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_links_in_the_place_of_lock_and_parts_are_not_followed(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    made = publisher.publish(FIRST[1])
    victim = tmp_path / "victim"
    victim.write_text("mine")
    parts = tmp_path / "texts/.tmpipe-pull"
    parts.mkdir(parents=True)
    first, second, third = (file.sha256 for file in made.texts[0].files)
    (parts / first).symlink_to(victim)
    os.link(victim, parts / second)
    os.mkfifo(parts / third)
    (parts / ("0" * 64) / "own").mkdir(parents=True)
    take(formats=("docx", "txt", "json"))
    assert not parts.exists()
    assert victim.read_text() == "mine"
    target = tmp_path / "texts/tmpipe.lock"
    target.rename(tmp_path / "lock")
    target.symlink_to(tmp_path / "lock")
    publisher.publish(FIRST[1])
    before = (tmp_path / "lock").read_bytes()
    take()
    assert (tmp_path / "lock").read_bytes() == before
    assert not target.is_symlink()
    assert victim.read_text() == "mine"


def test_a_file_in_the_place_of_a_folder_is_told(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(FIRST[1])
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/fr").touch()
    with pytest.raises(InputError, match="is no folder; move it away"):
        take()
    assert sorted(tree(tmp_path / "texts")) == ["fr"]


# --- releases that are refused -----------------------------------------------------------------------


def lie_about_size(publisher: Publisher) -> None:
    place = publisher.folder / "fr/texts/letter/letter.fr.txt"
    place.write_bytes(place.read_bytes() + b"more")


def lie_about_content(publisher: Publisher) -> None:
    place = publisher.folder / "fr/texts/letter/letter.fr.txt"
    place.write_bytes(place.read_bytes().replace(b"deux", b"trop"))


def cut_off(publisher: Publisher) -> None:
    place = publisher.folder / "fr/texts/letter/letter.fr.txt"
    place.write_bytes(place.read_bytes()[:10])


def lose(publisher: Publisher) -> None:
    (publisher.folder / "fr/texts/letter/letter.fr.txt").unlink()


def go_back(publisher: Publisher) -> None:
    publisher.edition = 0
    publisher.publish(("letter", "fr", "final", "zero"))


def become_another(publisher: Publisher) -> None:
    publisher.publish(("letter", "fr", "final", "deux"), project="other")


def lead_out(publisher: Publisher) -> None:
    place = publisher.folder / "manifest.json"
    place.write_bytes(
        place.read_bytes().replace(b"fr/texts/letter/letter.fr.txt", b"fr/texts/letter/../../../x")
    )


def be_a_page(publisher: Publisher) -> None:
    (publisher.folder / "manifest.json").write_text("<!doctype html><title>Hello</title>")


def be_nothing(publisher: Publisher) -> None:
    (publisher.folder / "manifest.json").unlink()


TAMPERED = "it was tampered with or is being replaced just now; pull again later"
REFUSED = [
    (lie_about_size, f"fr/texts/letter/letter.fr.txt: is larger than the manifest says: {TAMPERED}"),
    (lie_about_content, f"fr/texts/letter/letter.fr.txt: is not what the manifest says: {TAMPERED}"),
    (cut_off, f"fr/texts/letter/letter.fr.txt: is not what the manifest says: {TAMPERED}"),
    (lose, f"fr/texts/letter/letter.fr.txt: is not there, though the manifest names it: {TAMPERED}"),
    (go_back, "is an older release (edition 1) than the one that is here (edition 5); pull again later"),
    (become_another, "is a release of 'other', and here are texts of 'demo'; name another folder with --out"),
    (lead_out, "manifest.json:"),
    (be_a_page, "is a web page, and not a manifest of tmpipe"),
    (be_nothing, "no release is there: it has no manifest.json"),
]


@pytest.mark.parametrize(("lie", "complaint"), REFUSED)
def test_a_release_that_lies_is_refused_whole(
    publisher: Publisher, take: Take, tmp_path: Path, lie: Callable[[Publisher], None], complaint: str
) -> None:
    publisher.edition = 4
    publisher.publish(FIRST[1])
    take()
    before = tree(tmp_path / "texts")
    publisher.publish(("letter", "fr", "final", "deux"), FIRST[2])
    lie(publisher)
    with pytest.raises(InputError) as told:
        take()
    assert complaint in str(told.value)
    there = tree(tmp_path / "texts")
    assert {path: data for path, data in there.items() if not path.startswith(".")} == before


@pytest.mark.parametrize("lie", [lie_about_size, lie_about_content, cut_off, lose])
def test_what_was_refused_comes_when_it_is_whole_again(
    publisher: Publisher, take: Take, tmp_path: Path, lie: Callable[[Publisher], None]
) -> None:
    publisher.publish(("letter", "fr", "final", "deux"))
    good = tree(publisher.folder)
    lie(publisher)
    with pytest.raises(InputError):
        take()
    for path, data in good.items():
        (publisher.folder / path).write_bytes(data)
    take()
    assert (tmp_path / "texts/fr/letter.fr.txt").read_bytes() == text_of("fr", "letter", "txt", "deux")
    assert not (tmp_path / "texts/.tmpipe-pull").exists()


def test_two_files_that_would_be_one_here_are_refused(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    made = publisher.publish(("letter", "fr", "final", "un"))
    (text,) = made.texts
    other = text.files[0]
    path = "fr/texts/letter/sub/Letter.fr.docx"
    from dataclasses import replace

    twice = replace(text, files=(*text.files, File(path, "word", other.size, other.sha256)))
    publisher.write(replace(made, texts=(twice,)))
    with pytest.raises(InputError, match=r"Letter.fr.docx would be one file here"):
        take()
    assert not (tmp_path / "texts").exists()


def test_texts_of_equal_content_come_to_all_their_places(
    publisher: Publisher, take: Take, tmp_path: Path
) -> None:
    made = publisher.publish(("letter", "fr", "final", "un"))
    (text,) = made.texts
    from dataclasses import replace

    one = text.files[0]
    same = File("fr/texts/letter/letter.fr.rtf", "rtf", one.size, one.sha256)
    (publisher.folder / same.path).write_bytes((publisher.folder / one.path).read_bytes())
    publisher.write(replace(made, texts=(replace(text, files=(*text.files, same)),)))
    assert take().written == ("fr/letter.fr.docx", "fr/letter.fr.txt", "fr/letter.fr.rtf")
    there = tree(tmp_path / "texts")
    assert there["fr/letter.fr.rtf"] == there["fr/letter.fr.docx"] == text_of("fr", "letter", "docx", "un")


def test_a_damaged_lock_is_told_with_its_line(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(FIRST[1])
    take()
    place = tmp_path / "texts/tmpipe.lock"
    place.write_text(place.read_text().replace('"edition": 1', '"edition": "one"'))
    with pytest.raises(InputError) as told:
        take()
    assert str(told.value) == (
        f"{place}:4: 'edition' must be a whole number from 1 to 9007199254740992, and is \"one\"; "
        "put it back as it was, or remove it and pull again"
    )


def test_the_release_is_no_place_for_texts(publisher: Publisher) -> None:
    publisher.publish(FIRST[1])
    before = tree(publisher.folder)
    for out in (publisher.folder, publisher.folder / "texts"):
        with pytest.raises(UsageError, match="lies within the release itself"):
            pull(str(publisher.folder), out, Wanted())
    assert tree(publisher.folder) == before


# --- runs that end early, and others that run at once ---------------------------------------------


def test_another_pull_at_work_is_told(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl", reason="folders are held on POSIX alone")
    publisher.publish(FIRST[1])
    (tmp_path / "texts").mkdir()
    held = os.open(tmp_path / "texts", os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TmpipeError, match="another run of tmpipe is at work here"):
            take()
    finally:
        os.close(held)
    assert take().written


KILLED = """
import os, shutil, sys
from pathlib import Path
from tmpipe.release.pull import pull
from tmpipe.release.wanted import Wanted

older, newer, out, third = map(Path, sys.argv[1:5])
WRITES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}

def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

def fresh():
    shutil.rmtree(out, ignore_errors=True)
    pull(str(older), out, Wanted())
    (out / "fr/letter.fr.txt").write_text("mine")

def killed_at(step):
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event in WRITES and str(out) in str(arguments[0]):
            seen += 1
            if seen == step:
                os._exit(9)
    child = os.fork()
    if not child:
        sys.addaudithook(hook)
        pull(str(newer), out, Wanted())
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

def goals():
    for release in (newer, third):
        fresh()
        pull(str(release), out, Wanted())
        yield tree(out)

same, other = goals()
step, wrong = 1, []
while True:
    fresh()
    if not killed_at(step):
        break
    for release, goal in ((newer, same), (third, other)):
        copy = out.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(out, copy)
        pull(str(release), copy, Wanted())
        if tree(copy) != goal:
            wrong.append((step, release.name, sorted(tree(copy))))
    step += 1
print(step, wrong)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
def test_after_a_kill_at_any_step_the_next_pull_gives_the_same_tree(
    publisher: Publisher, tmp_path: Path
) -> None:
    """Also where the next pull is of a still newer release, which must not take ours for changed files."""
    folders = [tmp_path / name for name in ("older", "newer", "third")]
    editions = [
        [FIRST[1], FIRST[3]],
        [("letter", "fr", "final", "deux"), FIRST[2], ("appeal", "fr", "complete", "deux")],
        [
            ("letter", "fr", "final", "trois"),
            ("appeal", "fr", "final", "trois"),
            ("letter", "fa", "final", "se"),
        ],
    ]
    for folder, texts in zip(folders, editions, strict=True):
        publisher.folder = folder
        publisher.publish(*texts, formats=("txt",))
    words = [*map(str, folders[:2]), str(tmp_path / "texts"), str(folders[2])]
    done = subprocess.run([sys.executable, "-c", KILLED, *words], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    steps, _, wrong = done.stdout.partition(" ")
    assert wrong == "[]\n"
    assert int(steps) > 20


FULL = """
import resource, sys
from tmpipe.cli import run

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [0, 1, 300, 2_000])
def test_on_a_full_disk_nothing_changes_and_the_next_pull_goes_on(
    publisher: Publisher, take: Take, tmp_path: Path, room: int
) -> None:
    pytest.importorskip("resource", reason="limits on files are POSIX")
    publisher.publish(FIRST[1])
    take()
    before = tree(tmp_path / "texts")
    publisher.publish(("letter", "fr", "final", "deux " * 1000), ("appeal", "fr", "final", "court"))
    words = [str(room), "pull", str(publisher.folder), "--out", str(tmp_path / "texts")]
    done = subprocess.run([sys.executable, "-c", FULL, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "File too large" in done.stderr
    assert done.stderr.count("\n") == 1
    there = tree(tmp_path / "texts")
    assert {path: data for path, data in there.items() if not path.startswith(".")} == before
    take()
    fresh = tmp_path / "fresh"
    pull(str(publisher.folder), fresh, Wanted())
    assert tree(fresh) == tree(tmp_path / "texts")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_files_have_the_permissions_of_new_files(publisher: Publisher, take: Take, tmp_path: Path) -> None:
    publisher.publish(FIRST[1])
    take()
    (tmp_path / "new").touch()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "texts/fr").iterdir()}
    assert modes == {stat.S_IMODE((tmp_path / "new").stat().st_mode)}
