"""What others put into their CI: each file is valid, and does what it says when its own runner runs it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = HEADER + 'msgid "He left Tehran."\nmsgstr "Il a quitté Téhéran."\n'
BAD = HEADER + 'msgid "He left <g1>Tehran</g1>."\nmsgstr "Il a quitté Téhéran."\n'


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a runner gives a step, and no more: a path with tmpipe in it, a home of its own."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = f'#!/bin/sh\nexec "{sys.executable}" -m tmpipe "$@"\n'
    (tools / "tmpipe").write_text(program)
    (tools / "tmpipe").chmod(0o755)
    own = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "CI": "true"}
    who = {
        f"GIT_{role}_{what}": "t@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    python = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    return {**own, **who, **python, "GIT_CONFIG_GLOBAL": os.devnull}


def run(words: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def yaml_of(path: str) -> dict[str, Any]:
    """A YAML file of ours."""
    yaml = pytest.importorskip("yaml", reason="pip install 'tmpipe[schemas]'")
    read: dict[str, Any] = yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize(
    ("path", "schema", "more"),
    [
        ("action.yml", "vendor.github-actions", []),
        ("ci/gitlab.yml", "vendor.gitlab-ci", ["--data-transform", "gitlab-ci"]),
    ],
)
def test_the_file_is_what_its_reader_wants(path: str, schema: str, more: list[str]) -> None:
    pytest.importorskip("check_jsonschema", reason="pip install 'tmpipe[schemas]'")
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *more, str(ROOT / path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_snippets_of_init_are_valid(tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="pip install 'tmpipe[schemas]'")
    from tmpipe.pipeline.init import init

    init(tmp_path)
    workflow = str(tmp_path / ".github/workflows/catalogs.yml")
    words = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        workflow,
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    hooks = [sys.executable, "-m", "pre_commit", "validate-config", str(tmp_path / ".pre-commit-config.yaml")]
    assert subprocess.run(hooks, capture_output=True, check=False).returncode == 0


def test_no_input_of_the_action_is_text_of_a_script() -> None:
    for step in yaml_of("action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_installs_itself_or_a_version(tmp_path: Path) -> None:
    step = yaml_of("action.yml")["runs"]["steps"][0]
    script = step["run"].replace("python3 -m pip install", "echo")
    for version, expected in (("", "/the/action"), ("1.2", "tmpipe==1.2")):
        environment = {
            "PATH": os.environ["PATH"],
            "TMPIPE_VERSION": version,
            "GITHUB_ACTION_PATH": "/the/action",
        }
        assert run(["bash", "-c", script], tmp_path, environment).stdout.strip() == f"--quiet {expected}"


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1), ("no catalog", 2)])
def test_the_action_s_step(tmp_path: Path, environment: dict[str, str], text: str, code: int) -> None:
    work = tmp_path / "a project"
    work.mkdir()
    (work / "my fr.po").write_text(text, encoding="utf-8")
    step = yaml_of("action.yml")["runs"]["steps"][1]
    assert step["run"] == 'bash "$GITHUB_ACTION_PATH/ci/github.sh"'
    inputs = dict.fromkeys(step["env"], "")
    inputs |= {
        "TMPIPE_PATHS": "my fr.po\n",
        "TMPIPE_SARIF": "x.sarif",
        "TMPIPE_ARGS": "--ignore\nlength-odd\n",
    }
    runner = {
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    done = run(["bash", "-eo", "pipefail", "-c", step["run"]], work, {**environment, **inputs, **runner})
    assert done.returncode == code, done.stderr
    assert (tmp_path / "output").read_text() == f"exit-code={code}\n"
    assert ("::error file=my fr.po,line=7,title=code-mismatch::" in done.stdout) == (code == 1)
    if code < 2:
        assert (tmp_path / "summary").read_text(encoding="utf-8").startswith("## Translations: ")
        assert json.loads((work / "x.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_every_variable_of_the_step_is_read() -> None:
    script = (ROOT / "ci" / "github.sh").read_text(encoding="utf-8")
    step = yaml_of("action.yml")["runs"]["steps"][1]
    assert set(step["env"]) == set(re.findall(r"TMPIPE_\w+", script))


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_gitlab_job_writes_the_reports_that_it_hands_over(
    tmp_path: Path, environment: dict[str, str], text: str, code: int
) -> None:
    job = yaml_of("ci/gitlab.yml")["tmpipe-check"]
    work = tmp_path / "work"
    work.mkdir()
    (work / "fr.po").write_text(text, encoding="utf-8")
    arguments = {"TMPIPE_ARGUMENTS": "--ignore length-odd fr.po"}
    done = run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], work, {**environment, **arguments}
    )
    assert done.returncode == code, done.stderr
    reports = job["artifacts"]["reports"]
    assert (work / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
    assert len(json.loads((work / reports["codequality"]).read_text(encoding="utf-8"))) == code


@pytest.fixture
def hooked(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A git repository that names our hooks at a commit of another one."""
    pytest.importorskip("pre_commit", reason="pip install 'tmpipe[schemas]'")
    hooks, work = tmp_path / "hooks", tmp_path / "work"
    for folder in (hooks, work):
        folder.mkdir()
        run(["git", "init", "-q", "."], folder, environment)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    run(["git", "add", "."], hooks, environment)
    run(["git", "commit", "-qm", "hooks"], hooks, environment)
    commit = run(["git", "rev-parse", "HEAD"], hooks, environment).stdout.strip()
    settings = f"repos:\n- repo: {hooks}\n  rev: {commit}\n  hooks:\n  - id: tmpipe-check-installed\n"
    (work / ".pre-commit-config.yaml").write_text(settings)
    return work


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (BAD, 1)])
def test_the_hook_judges_what_is_committed(
    hooked: Path, environment: dict[str, str], text: str, code: int
) -> None:
    (hooked / "the fr.po").write_text(text, encoding="utf-8")
    (hooked / "not added.po").write_text(BAD, encoding="utf-8")
    run(["git", "add", "the fr.po", ".pre-commit-config.yaml"], hooked, environment)
    assert run([sys.executable, "-m", "pre_commit", "install"], hooked, environment).returncode == 0
    done = run(["git", "commit", "-m", "catalogs"], hooked, environment)
    assert done.returncode == code, done.stdout + done.stderr
    told = done.stdout + done.stderr
    assert ("the fr.po:7: error: code-mismatch: " in told) == bool(code)
    assert "not added.po" not in told


def test_the_hooks_are_what_pre_commit_wants() -> None:
    pytest.importorskip("pre_commit", reason="pip install 'tmpipe[schemas]'")
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
