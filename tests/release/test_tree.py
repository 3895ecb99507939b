"""A folder of files that takes the place of an older one, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tmpipe.errors import InputError, TmpipeError, UsageError
from tmpipe.release import tree
from tmpipe.release.sums import NAME as SUMS


def write(place: Path, files: dict[str, bytes]) -> list[str]:
    with tree.opened(place, "public") as there:
        for path, data in files.items():
            there.put(path, data)
        there.commit()
        return there.written


def content(place: Path) -> dict[str, bytes]:
    files = (one for one in place.rglob("*") if one.is_file() and one.name != SUMS)
    return {one.relative_to(place).as_posix(): one.read_bytes() for one in files}


FIRST = {"manifest.json": b"1", "index.html": b"one", "fr/index.html": b"un", "fr/x/text.json": b"{}"}
SECOND = {"manifest.json": b"1", "index.html": b"two", "fr/index.html": b"un", "it/index.html": b"uno"}


def test_a_tree_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    kept = (place / "fr/index.html").stat().st_ino
    assert write(place, SECOND) == ["index.html", "it/index.html", SUMS]
    assert content(place) == SECOND
    assert (place / "fr/index.html").stat().st_ino == kept
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]


def test_what_nobody_commits_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    with tree.opened(place, "public") as there:
        there.put("index.html", b"two")
    assert content(place) == FIRST
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]


def test_a_file_that_somebody_changed_is_written_again(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    (place / "index.html").write_bytes(b"mine")
    with tree.opened(place, "public") as there:
        assert there.stands("fr/index.html")
        assert not there.stands("index.html")
        assert not there.whole()
    assert write(place, FIRST) == ["index.html"]
    assert content(place) == FIRST


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    place = tmp_path / "public"
    place.mkdir()
    (place / "CNAME").write_text("example.org\n")
    write(place, FIRST)
    (place / "fr/own.txt").write_text("mine")
    (place / ".git").mkdir()
    (place / ".git/HEAD").write_text("ref")
    (place / "link.html").symlink_to("index.html")
    write(place, SECOND)
    there = content(place)
    assert {path: there.pop(path) for path in ("CNAME", "fr/own.txt", ".git/HEAD")}
    assert (place / "link.html").is_symlink()


@pytest.mark.parametrize("name", ["notes.txt", "tmpipe.toml"])
def test_a_folder_of_others_is_no_place_for_a_release(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError, match=name), tree.opened(tmp_path, "."):
        pass


def test_a_file_is_no_place_for_a_release(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("mine")
    with pytest.raises(UsageError, match="is a file"), tree.opened(tmp_path / "public", "public"):
        pass


@pytest.mark.parametrize(
    "lists",
    ["fr/manifest.json", "statement.docx", "manifest.json\n{0}  ../notes", "manifest.json\n{0}  /notes"],
)
def test_a_list_of_checksums_alone_does_not_make_a_folder_ours(tmp_path: Path, lists: str) -> None:
    """Pulled texts have one; so have files that were never a release. What it lists would be taken away."""
    zeros = "0" * 64
    (tmp_path / SUMS).write_text(f"{zeros}  {lists.format(zeros)}\n")
    with pytest.raises(UsageError, match="no release of tmpipe"), tree.opened(tmp_path, "."):
        pass


def test_a_tree_is_known_again_whatever_its_files_are_called(tmp_path: Path) -> None:
    """`aux` is a language, and no name on Windows."""
    files = {**FIRST, "aux/index.html": b"x", "a b/\\n.html": b"x"}
    write(tmp_path / "public", files)
    assert write(tmp_path / "public", files) == []


def test_the_root_of_all_is_no_place_for_a_release() -> None:
    with pytest.raises(UsageError, match="name a folder"), tree.opened(Path("/"), "/"):
        pass


def test_a_volume_is_no_place_for_a_release() -> None:
    if not Path("/proc").is_mount():
        pytest.skip("no volume is known here: there is no /proc")
    with pytest.raises(UsageError, match="name a folder in it"), tree.opened(Path("/proc"), "/proc"):
        pass


def test_a_git_repository_in_the_folder_stays_one(tmp_path: Path) -> None:
    """git knows its own by empty folders, too; and who may read what stays as it was."""
    place = tmp_path / "public"
    write(place, FIRST)
    (place / ".git/refs/heads").mkdir(parents=True)
    (place / ".git/private").mkdir(mode=0o700)
    place.chmod(0o750)
    write(place, SECOND)
    assert (place / ".git/refs/heads").is_dir()
    modes = [(place / one).stat().st_mode & 0o777 for one in ("", ".git/private")]
    assert modes == [0o750, 0o700]


def test_folders_that_nobody_may_write_in_go_along(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    (place / "own").mkdir()
    (place / "own/file").write_text("mine")
    (place / "own").chmod(0o555)
    write(place, SECOND)
    assert (place / "own/file").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]


def test_own_files_stay_where_a_text_is_gone(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    (place / "fr/x/own.txt").write_text("mine")
    write(place, SECOND)
    assert (place / "fr/x/own.txt").read_text() == "mine"


@pytest.mark.parametrize("own", ["it", "it/index.html/own.txt"])
def test_what_is_in_the_way_is_named_and_stays(tmp_path: Path, own: str) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    (place / own).parent.mkdir(parents=True, exist_ok=True)
    (place / own).write_text("mine")
    before = content(place)
    with pytest.raises(InputError, match=r"public/it.*in the way"):
        write(place, SECOND)
    assert content(place) == before


def test_a_pipe_in_the_place_of_a_file_makes_nobody_wait(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    (place / "index.html").unlink()
    os.mkfifo(place / "index.html")
    write(place, FIRST)
    assert content(place) == FIRST


def test_a_file_is_not_written_twice(tmp_path: Path) -> None:
    """It may be a second name of the old one, which would be changed with it."""
    place = tmp_path / "public"
    write(place, FIRST)
    with pytest.raises(TmpipeError, match="as before"):
        write(place, {"index.html": b"one", "./index.html": b"two"})
    assert content(place) == FIRST


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    place = tmp_path / "public"
    with (
        tree.opened(place, "public"),
        pytest.raises(TmpipeError, match="another run"),
        tree.opened(place, "public"),
    ):
        pass


def test_a_link_is_followed_to_the_folder_it_names(tmp_path: Path) -> None:
    """What a link is for stays so: the caller resolves it; a link within a tree is never written through."""
    place = tmp_path / "public"
    write(place, FIRST)
    outside = tmp_path / "outside.html"
    outside.write_bytes(b"one")
    (place / "index.html").unlink()
    (place / "index.html").symlink_to(outside)
    write(place, {**FIRST, "index.html": b"two"})
    assert outside.read_bytes() == b"one"
    assert content(place)["index.html"] == b"two"


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "_swapped", lambda one, other: False)
    place = tmp_path / "public"
    write(place, FIRST)
    write(place, SECOND)
    assert content(place) == SECOND


def test_a_run_that_was_killed_between_two_steps_is_put_right(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    place.rename(tmp_path / ".public.tmpipe-old")
    (tmp_path / ".public.tmpipe-new").mkdir()
    with tree.opened(place, "public") as there:
        assert there.whole()
    assert content(place) == FIRST
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]


FILL = """
import sys, resource, signal
from pathlib import Path
from tmpipe.release import tree
from tmpipe.release.sums import NAME as SUMS
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with tree.opened(Path(sys.argv[1]), "public") as there:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
    for number in range(9):
        there.put(f"{number}.html", b"x" * (number * 200))
    there.commit()
"""


def test_a_full_disk_leaves_the_old_tree_whole(tmp_path: Path) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(place)], capture_output=True, text=True, check=False
    )
    assert "what was there is there as before" in done.stderr
    assert content(place) == FIRST
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]


KILL = """
import os, sys, signal
from pathlib import Path
from tmpipe.release import tree
from tmpipe.release.sums import NAME as SUMS
steps = int(sys.argv[2])
def audit(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "ctypes.dlsym"):
        if ".tmpipe-" in str(arguments) or "tmpipe" in str(arguments[0]) or event == "ctypes.dlsym":
            steps -= 1
            if steps == 0:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)
with tree.opened(Path(sys.argv[1]), "public") as there:
    there.put("manifest.json", b"1")
    for path, data in (("index.html", b"two"), ("fr/index.html", b"un"), ("it/index.html", b"uno")):
        there.put(path, data)
    there.commit()
"""


@pytest.mark.parametrize("steps", range(1, 17))
def test_a_kill_leaves_one_of_the_two_trees(tmp_path: Path, steps: int) -> None:
    place = tmp_path / "public"
    write(place, FIRST)
    command = [sys.executable, "-c", KILL, str(place), str(steps)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    with tree.opened(place, "public"):
        pass  # the next run puts right what was left
    assert content(place) in (FIRST, SECOND)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["public"]
