"""Links, make targets, commands, options, settings and paths on the pages exist."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from packaging.version import Version

from factcheck import __version__
from factcheck.paths import BASE_DIR
from tests.docs.page import BLOCK

PAGES = ["README.md", "CHANGELOG.md", *sorted(str(page.relative_to(BASE_DIR)) for page in BASE_DIR.glob("docs/*.md"))]
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<heading>[^)\s]*))?\)")
PATH = re.compile(r"(?<![\w/.-])((?:claims|tests|factcheck|docs|docker)/[\w./-]*\w)")
MAKE = re.compile(r"(?<![\w-])make ([a-z][a-z-]*)")
MANAGE = re.compile(r"(?:manage\.py|\./manage|docker/entrypoint|run --rm web) (?P<line>[a-z_]+[^`\n|)]*)")
SETTING = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
READ = re.compile(r"""(?:env|env_\w+|environ\.get)\(\s*"([A-Z_]+)\"""")
BUILT_IN = {"help", "version"}
CONTAINER = {"web", "worker", "migrate", "dump", "restore"}
MADE_BY_COMPOSE = {"POSTGRES_PASSWORD"}
SET_BY_THE_PROGRAM = {"FACTCHECK_SERVING"}


def text_of(page: str) -> str:
    return (BASE_DIR / page).read_text(encoding="utf-8")


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub generates them."""
    found = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CHANGELOG.md"])
def test_links_lead_to_existing_pages_and_headings(page: str) -> None:
    here = BASE_DIR / page
    for link in LINK.finditer(text_of(page)):
        target = (here.parent / link["path"]).resolve() if link["path"] else here
        assert target.exists(), f"{page} links to {link['path']}"
        if link["heading"]:
            assert link["heading"] in headings(target), f"{page} links to {link['path']}#{link['heading']}"


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CHANGELOG.md"])
def test_files_of_the_repository_that_a_page_names_exist(page: str) -> None:
    assert [path for path in PATH.findall(text_of(page)) if not (BASE_DIR / path).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    typed = "\n".join(
        re.findall(r"`[^`\n]+`", text_of(page)) + [block["text"] for block in BLOCK.finditer(text_of(page))]
    )
    assert set(MAKE.findall(typed)) <= targets


def typed_commands() -> list[tuple[str, str]]:
    """Return page and line of every command on the pages, with continued lines joined."""
    return [
        (page, re.split(" [#<] ", found["line"])[0].strip())
        for page in PAGES
        for found in MANAGE.finditer(text_of(page).replace("\\\n", " "))
    ]


@pytest.mark.parametrize(("page", "line"), typed_commands())
def test_commands_exist_with_their_options(page: str, line: str) -> None:
    name, *arguments = shlex.split(line)
    if name in CONTAINER | BUILT_IN:
        return
    known = get_commands()
    assert name in known, f"{page}: manage.py {line}"
    options = [argument.partition("=")[0] for argument in arguments if argument.startswith("--")]
    parser = load_command_class(str(known[name]), name).create_parser("manage.py", name)
    known_options = {option for action in parser._actions for option in action.option_strings}
    assert set(options) <= known_options, f"{page}: manage.py {line}"


def test_every_setting_is_listed_and_read() -> None:
    listed = set(SETTING.findall(text_of(".env.example")))
    code = [path.read_text(encoding="utf-8") for path in (BASE_DIR / "factcheck").rglob("*.py")]
    assert listed - MADE_BY_COMPOSE == {name for text in code for name in READ.findall(text)} - SET_BY_THE_PROGRAM
    assert set(re.findall(r"\$\{([A-Z_]+)", text_of("docker/compose.yaml"))) >= MADE_BY_COMPOSE


def test_every_setting_that_a_page_names_is_listed() -> None:
    listed = set(SETTING.findall(text_of(".env.example")))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"`((?:FACTCHECK|SECURE|CSRF|WEB|VERDICT)_[A-Z_]+)", text_of(page))
    }
    assert named - {"FACTCHECK_TOKEN", "FACTCHECK_WRITE_DOCS", "FACTCHECK_DATA"} <= listed


def test_the_changelog_fits_the_version() -> None:
    changelog = text_of("CHANGELOG.md")
    assert "## [Unreleased]" in changelog
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", changelog, re.MULTILINE)
    version = Version(__version__)
    if version.is_devrelease:
        assert Version(version.base_version) > Version(released[0])
    else:
        assert __version__ == released[0]
