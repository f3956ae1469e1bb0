"""A strict TypeScript client of the OpenAPI document: six plain lines compile without an assertion, and work.

openapi-typescript and openapi-fetch come from npm. Without npm the test is skipped, but it fails where CI=true.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from claims.models import Claim, User
from tests.api.openapi import served
from tests.conftest import MakeToken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server_independent]

PACKAGES = ("openapi-typescript@7.13.0", "openapi-fetch@0.17.0", "typescript@5.9.3")
SECONDS = 300
TSCONFIG = """{
  "compilerOptions": {
    "strict": true, "noUncheckedIndexedAccess": true, "exactOptionalPropertyTypes": true, "noEmitOnError": true,
    "target": "es2022", "module": "nodenext", "lib": ["es2023", "dom", "dom.iterable"], "types": [],
    "skipLibCheck": true
  },
  "files": ["client.ts"]
}"""
HEAD = """import createClient from "openapi-fetch";
import type { paths } from "./schema.js";
"""
SIX_LINES = """const client = createClient<paths>({ baseUrl: URL, headers: { Authorization: `Bearer ${TOKEN}` } });
const filed = await client.POST("/api/v1/claims", { body: { text: "31 rockets.", quantities: ["31 rockets"] } });
if (filed.error) throw new Error(filed.error.errors.map((one) => one.detail).join(" "));
const shown = [filed.data.id, filed.data.status.toUpperCase(), filed.data.quantities.map((one) => one.interval.low)];
const page = await client.GET("/api/v1/claims", { params: { query: { sort: "-due_at", limit: 5 } } });
console.log(JSON.stringify([shown, page.data?.results.map((claim) => [claim.id, claim.version, claim.topics.length])]));
"""
TYPED = """import type { components } from "./schema.js";
type Schemas = components["schemas"];
export const status: Schemas["Claim"]["status"] = "in_progress";
export const state: Schemas["VerdictState"] = "in_review";
export const first = (verdict: Schemas["Verdict"]): Schemas["VerdictVerb"] | undefined =>
    verdict.actions?.find((action) => action.is_allowed)?.verb;
export const name = (claim: Schemas["Claim"]): string => claim.claimant?.name ?? claim.text;
export const shown = (claim: Schemas["PublicClaim"]): number => claim.appearances.length;
"""
WRONG = {
    "a status that there is not": 'export const x: Schemas["Claim"]["status"] = "finished";',
    "a field of null taken for a text": 'export const x = (c: Schemas["Claim"]): string => c.claimant.name;',
    "an internal field without a look": 'export const x = (v: Schemas["Verdict"]): number => v.writers.length;',
    "an internal field of a public claim": 'export const x = (c: Schemas["PublicClaim"]) => c.assignee;',
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: object) -> Path:
    """Install the packages and generate the types."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no npm, which CI needs: install nodejs and npm.")
        pytest.skip("There is no npm: install nodejs and npm to test the TypeScript client.")
    folder = tmp_path_factory.mktemp("typescript")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        (folder / "openapi.json").write_text(served(), encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module", "private": true}')
    (folder / "tsconfig.json").write_text(TSCONFIG)
    run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-progress", *PACKAGES)
    run(folder, "npx", "--no-install", "openapi-typescript", "openapi.json", "--output", "schema.d.ts")
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, timeout=SECONDS)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def compile_code(folder: Path, code: str) -> str:
    """Compile a client strictly, and return what the compiler objects to."""
    (folder / "client.ts").write_text(code, encoding="utf-8")
    done = subprocess.run(
        ["npx", "--no-install", "tsc", "--project", "."],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=SECONDS,
    )
    return done.stdout


def test_six_plain_lines_compile_and_work(
    project: Path, live_server: LiveServer, reporter: User, make_token: MakeToken
) -> None:
    constants = f'const URL = "{live_server.url}";\nconst TOKEN = "{make_token(reporter)}";\n'
    global_console = "declare const console: { log(text: string): void };\n"
    assert len(SIX_LINES.splitlines()) == 6
    assert " as " not in SIX_LINES
    assert "!" not in SIX_LINES
    assert compile_code(project, HEAD + global_console + constants + SIX_LINES) == ""
    printed = run(project, "node", "client.js")
    claim = Claim.objects.get()
    assert printed.strip() == f'[[{claim.pk},"NEW",["31"]],[[{claim.pk},1,0]]]'


def test_enumerations_and_actions_are_typed(project: Path) -> None:
    assert compile_code(project, TYPED) == ""


@pytest.mark.parametrize("fault", WRONG)
def test_the_compiler_finds(project: Path, fault: str) -> None:
    head = 'import type { components } from "./schema.js";\ntype Schemas = components["schemas"];\n'
    assert "error TS" in compile_code(project, head + WRONG[fault])
