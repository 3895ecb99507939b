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
        ("ci/github-pages.yml", "vendor.github-workflows", []),
        ("ci/gitlab-pages.yml", "vendor.gitlab-ci", ["--data-transform", "gitlab-ci"]),
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


PROJECT = """\
[project]
name = "statements"
source_locale = "en"
locales = ["fr"]
[[documents]]
path = "one.md"
[pretranslate]
engines = { default = "none" }
[publish]
formats = ["txt"]
"""


@pytest.fixture
def project(tmp_path: Path, environment: dict[str, str]) -> Path:
    """A project in a git repository, its one text finished in French."""
    work = tmp_path / "a project"
    catalogs = work / "locales" / "fr" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    (work / "tmpipe.toml").write_text(PROJECT)
    (work / "one.md").write_text("He left Tehran.\n")
    (catalogs / "one.po").write_text(GOOD, encoding="utf-8")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        assert run(["git", *words], work, environment).returncode == 0
    return work


@pytest.mark.parametrize(
    ("host", "path"), [("github", ".github/workflows/publish.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_init_writes_the_workflow_that_is_here(
    project: Path, environment: dict[str, str], host: str, path: str
) -> None:
    words = ["tmpipe", "init", "--pages", host]
    assert run(words, project, environment).stdout == f"{path}\n"
    assert (project / path).read_bytes() == (ROOT / "ci" / f"{host}-pages.yml").read_bytes()
    again = run(words, project, environment)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    assert f"there is a {path} already" in again.stderr


def test_init_writes_no_workflow_where_none_would_be_read(project: Path, environment: dict[str, str]) -> None:
    (project / "inner").mkdir()
    assert (
        "no project in" in run(["tmpipe", "init", "--pages", "gitlab", "inner"], project, environment).stderr
    )
    shutil.copy(project / "tmpipe.toml", project / "inner")
    refused = run(["tmpipe", "init", "--pages", "gitlab", "inner"], project, environment)
    assert refused.returncode == 2
    assert "not the root of its repository" in refused.stderr


def steps(host: str) -> tuple[list[str], str]:
    """The shells' lines that check, and those that publish, without the installation."""
    jobs = yaml_of(f"ci/{host}-pages.yml")
    if host == "gitlab":
        return jobs["tmpipe-check"]["script"], "\n".join(jobs["pages"]["script"])
    lines = {
        name: [
            step["run"]
            for step in jobs["jobs"][name]["steps"]
            if "pip install" not in step.get("run", "pip install")
        ]
        for name in ("check", "publish")
    }
    assert not any("${{" in line for rows in lines.values() for line in rows)
    return lines["check"], "\n".join(lines["publish"])


def signing_key(folder: Path, host: str) -> tuple[Path, str]:
    """A new key, and what a job is handed of it: its text without the last line end, or a file of that."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is missing; apt-get install openssh-client")
    key = folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    secret = key.read_text().strip().replace("\n", "\r\n")
    (folder / "secret").write_bytes(secret.encode())
    return key, secret if host == "github" else str(folder / "secret")


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_workflow_checks_publishes_and_signs(
    project: Path, tmp_path: Path, environment: dict[str, str], host: str
) -> None:
    key, secret = signing_key(tmp_path, host)
    site = tmp_path / "site"
    site.mkdir()
    runner = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "PAGES_URL": str(site),
        "CI_PAGES_URL": str(site),
        "TMPIPE_SIGNING_KEY": secret,
        "TMPDIR": str(tmp_path / "private"),
    }
    (tmp_path / "private").mkdir()
    check, publish = steps(host)
    for lines in ("\n".join(check), publish):
        done = run(["bash", "-e", "-c", lines], project, environment | runner)
        assert done.returncode == 0, done.stderr
    assert not list((tmp_path / "private").iterdir())
    manifest = json.loads((project / "public" / "manifest.json").read_text(encoding="utf-8"))
    assert {text["state"] for text in manifest["texts"]} == {"original", "complete"}
    assert manifest["key"] in key.with_suffix(".pub").read_text()
    assert (project / "public" / "manifest.json.sig").exists()

    (project / "public").rename(site / "now")
    (project / "locales/fr/LC_MESSAGES/one.po").write_text(HEADER + 'msgid "He left Tehran."\nmsgstr ""\n')
    runner |= {"PAGES_URL": str(site / "now"), "CI_PAGES_URL": str(site / "now")}
    done = run(["bash", "-e", "-c", publish], project, environment | runner)
    assert done.returncode == 0, done.stderr
    later = json.loads((project / "public" / "manifest.json").read_text(encoding="utf-8"))
    assert later["edition"] > manifest["edition"]
    kept = next(text for text in later["texts"] if text["locale"] == "fr")
    assert (kept["state"], kept["newer"]) == ("complete", ["translation"])

    shutil.rmtree(project / "public")
    fresh = {"FRESH": "true", "TMPIPE_FRESH": "true"}
    assert run(["bash", "-e", "-c", publish], project, environment | runner | fresh).returncode == 0
    last = json.loads((project / "public" / "manifest.json").read_text(encoding="utf-8"))
    assert [text["locale"] for text in last["texts"]] == ["en"]


def test_a_workflow_deploys_the_default_branch_alone_and_with_the_least_rights() -> None:
    jobs = yaml_of("ci/github-pages.yml")
    assert jobs["permissions"] == {"contents": "read"}
    inner = jobs["jobs"]
    assert "default_branch" in inner["publish"]["if"]
    assert inner["deploy"]["needs"] == "publish"
    secrets = [name for name, job in inner.items() if "secrets." in json.dumps(job)]
    assert secrets == ["publish"]
    rights = {name: {*job.get("permissions", ())} for name, job in inner.items()}
    assert rights == {"check": set(), "publish": {"contents", "pages"}, "deploy": {"pages", "id-token"}}
    used = [step["uses"] for job in inner.values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", one) for one in used)
    (rule,) = yaml_of("ci/gitlab-pages.yml")["pages"]["rules"]
    assert "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"]


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
