"""import_claims as it is typed: what it prints, where, and how it ends."""

import io
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command

from claims.formats.mapping.field_names import FIELDS
from claims.management.commands.import_claims import OPTIONS
from claims.models import Claim, ClaimEvent, Entity, ImportBatch, ImportIssue, Mapping, User, Verdict

DATA = os.environ.get("FACTCHECK_DATA")

pytestmark = pytest.mark.django_db

GOOD = "external_id,text,claimant\n1,Rockets hit the base.,Ann\n2,The base was hit.,Bo\n"


class Run(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments: Any) -> Run:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_claims", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return Run(int(end.code or 0), out.getvalue(), err.getvalue())
    except CommandError as error:
        return Run(error.returncode, out.getvalue(), str(error))
    return Run(0, out.getvalue(), err.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(content: str | bytes, name: str = "claims.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_file_goes_in_and_again_changes_nothing(file: Any) -> None:
    path = file(GOOD)
    first = run(path, "--origin", "desk")
    assert (first.code, first.err) == (0, "")
    assert "2 rows read in" in first.out
    assert "2 new, 0 changed, 0 unchanged, 0 refused. This is import batch" in first.out
    again = run(path, "--origin", "desk")
    assert (again.code, again.err) == (0, "")
    assert "0 new, 0 changed, 2 unchanged, 0 refused" in again.out
    assert list(ImportBatch.objects.values_list("file_name", "state")) == [("claims.csv", "finished")] * 2


def test_invalid_rows_are_reported_and_the_exit_code_is_three(file: Any) -> None:
    done = run(file(GOOD + "3,,Cy\n"), "--origin", "desk")
    assert (done.code, done.err) == (3, "row 3: text: is missing; fill it in.\n")
    assert "2 new, 0 changed, 0 unchanged, 1 refused" in done.out


def test_the_first_twenty_of_many_invalid_rows_are_printed(file: Any) -> None:
    done = run(file(GOOD + "".join(f"b{n},,\n" for n in range(50))), "--origin", "desk")
    lines = done.err.splitlines()
    assert len(lines) == 21
    batch = ImportBatch.objects.get()
    assert lines[-1] == f"… and 30 more, see import batch {batch.pk}"
    assert ImportIssue.objects.filter(batch=batch).count() == 50


def test_the_summary_as_json(file: Any) -> None:
    done = run(file(GOOD + "3,,Cy\n"), "--origin", "desk", "--json")
    found = json.loads(done.out)
    assert found["batch"] == ImportBatch.objects.get().pk
    assert {name: found[name] for name in ("rows_read", "inserted", "updated", "unchanged", "refused")} == {
        "rows_read": 3, "inserted": 2, "updated": 0, "unchanged": 0, "refused": 1,
    }  # fmt: skip
    assert found["seconds"] > 0
    assert found["unused_columns"] == []


def test_options_map_columns_give_constants_and_leave_columns_out(file: Any) -> None:
    path = file("id,vclaim,label,junk\n7,Rockets hit.,half-true,x\n", "c.csv")
    done = run(
        path, "--origin", "desk", "--map", "external_id=id", "--map", "text=vclaim", "--map", "verdict_label=label",
        "--const", "language=en-GB", "--const", "topics=iraq|war", "--publisher", "www.PolitiFact.com",
        "--scale", "truth-o-meter",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert "Columns not used: junk." in done.out
    claim = Claim.objects.get()
    assert (claim.language, claim.topics) == ("en-GB", ["iraq", "war"])
    assert (claim.verdicts.get().label, claim.verdicts.get().publisher.domain) == ("Half True", "politifact.com")
    assert ImportBatch.objects.get().options == {
        "map": ["external_id=id", "text=vclaim", "verdict_label=label"],
        "const": ["language=en-GB", "topics=iraq|war"],
        "publisher": "www.PolitiFact.com",
        "scale": "truth-o-meter",
    }
    assert "Columns not used" not in run(file(GOOD.replace("claimant", "x")), "--origin", "d", "--ignore", "x").out


@pytest.mark.parametrize("name", ["claims.tsv", "claims.jsonl", "claims.txt"])
def test_every_format_goes_in(file: Any, name: str) -> None:
    tabs = GOOD.replace(",", "\t")
    objects = '{"external_id": 1, "text": "Rockets hit the base."}\n{"external_id": 2, "text": "Hit."}\n'
    assert run(file(objects if name == "claims.jsonl" else tabs, name), "--origin", "desk").code == 0
    assert Claim.objects.count() == 2


def test_standard_input_and_given_formats_and_encodings(monkeypatch: pytest.MonkeyPatch, file: Any) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert run("-", "--origin", "desk").code == 0
    path = file("external_id;text\n".replace(";", "\t").encode() + "1\tcafé\n".encode("windows-1252"), "notes")
    assert run(path, "--origin", "x", "--format", "tsv", "--encoding", "windows-1252").code == 0
    assert Claim.objects.get(external_ids__origin="x").text == "café"


def test_a_constant_is_given_to_every_row_though_a_column_is_called_so(file: Any) -> None:
    path = file("external_id,text,language,verdict_publisher\n1,So ist es.,xx,x.example\n")
    done = run(path, "--origin", "desk", "--const", "language=de", "--publisher", "checks.example")
    assert (done.code, done.err) == (0, "")
    assert "Columns not used: language, verdict_publisher." in done.out
    assert Claim.objects.get().language == "de"


NOTHING_READ: list[tuple[str | bytes, tuple[str, ...], str]] = [
    ("", (), "is empty"),
    ("external_id,text\n", (), "holds a header and no rows"),
    ("external_id,text\n1,caf\xe9\n".encode("latin-1"), ("--encoding", "utf-8"), "is not UTF-8: line 2"),
    (b"\x1f\x8b\x08\x00", (), "is damaged or cut off"),
    (GOOD, ("--delimiter", "x"), "delimiter: 'x' is not known here; give one of comma, semicolon, tab, pipe"),
    (GOOD, ("--format", "xlsx"), "is no .xlsx file"),
    (GOOD, ("--columns", "id,,text"), "columns: '' is no name"),
    (GOOD, ("--columns", 'id,"text'), "is no list of names"),
    (GOOD, ("--header", "--columns", "id,text"), "does not go with columns"),
    ("id,claim\n1,x\n", (), "No column is the external_id"),
    (GOOD, ("--mapping", "none"), "There is no mapping none. Name a file that ends in .yaml, or one of: averitec, "),
    (GOOD, ("--mapping", "none.yaml"), "There is no mapping file none.yaml"),
    (GOOD, ("--mapping", "politifact"), "There is no column 'id'. The file has: external_id, text, claimant."),
    (GOOD, ("--map", "txt=text"), "'txt' is no field; did you mean text"),
    (GOOD, ("--map", "place"), "--map place: it is not of the form FIELD=VALUE"),
    (GOOD, ("--map", "place=a", "--map", "place=b"), "--map place=b: it appears twice"),
    (GOOD, ("--map", "place=nowhere"), "There is no column 'nowhere'"),
    (GOOD, ("--scale", "nothing", "--publisher", "a.org"), "there is no scale 'nothing'; the scales are averitec, "),
    (GOOD, ("--as", "nobody"), "--as: 'nobody' is no user"),
    (
        GOOD.replace("claimant", "speaker"),
        (),
        "The column 'speaker' is no field: map it, in a mapping or by --map FIELD=speaker",
    ),
]


@pytest.mark.parametrize(("content", "options", "why"), NOTHING_READ)
def test_where_nothing_can_be_read_one_line_says_why(
    file: Any, content: str | bytes, options: tuple[str, ...], why: str
) -> None:
    done = run(file(content), "--origin", "desk", *options)
    assert done.code == 2
    assert why in done.err
    assert "\n" not in done.err
    assert not Claim.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_not_there() -> None:
    assert run("/nowhere/claims.csv", "--origin", "desk") == Run(2, "", "There is no file /nowhere/claims.csv.")


BROKEN: list[bytes] = [
    b"external_id,text\r1,cr only\r2,ends\r",
    b'external_id,text\n1,"cut in the mid',
    b'external_id,text\n1,"a ""quo"te"\n',
    b"external_id,text\n" + b",".join([b"x"] * 300) + b"\n1,ok\n",
    b"external_id,text\n1,nul\x00\x00\n",
    b"\xef\xbb\xbfexternal_id,text\n1,marked\n",
    "external_id,text\n1,sixteen\n".encode("utf-16"),
    b'{"external_id": "1", "text": "\\ud83d"}\n{"external_id": "2", "text": "x"}\n',
    b'{"external_id": {"a": 1}, "text": [1, 2]}\n{"external_id": 5, "text": false}\n',
    b'{"external_id": 1, "text": "x", "topics": {"a": 1}, "quantities": [[1]], "claimed_on": 2019}\n',
    b'{"external_id": 1, "text": "x", "source_url": "http://[::1", "quote": "\\u0000"}\n{"text": ',
    b'{"a": {"a": {"a": {}}}, "external_id": 99999999999999999999999, "text": "x"}\n',
    b"external_id\ttext\n1\ttab\t\n\t\n",
    b"a\n",
    b"\x00\x01\x02\x03",
    b"external_id,text\n" + b"\xf0\x9f\x92\n" * 20_000,
]


@pytest.mark.parametrize("content", BROKEN)
def test_no_file_whatever_ends_in_a_traceback(file: Any, content: bytes) -> None:
    path = file(content, "claims")
    done = run(path, "--origin", "desk")
    assert done.code in (0, 2, 3)
    if done.code == 2:
        assert done.err.strip()
    if done.code == 3:
        assert done.err.startswith(("row 1", "row 2"))
    assert run(path, "--origin", "desk").code == done.code


def test_a_mapping_file_is_stored_by_its_name_and_version(file: Any) -> None:
    path = file("id,vclaim\n1,Rockets hit.\n")
    mapping = file("fields: {external_id: id, text: vclaim}\n", "ours.yaml")
    assert run(path, "--origin", "desk", "--mapping", mapping).code == 0
    assert run(path, "--origin", "desk", "--mapping", mapping).code == 0
    stored = Mapping.objects.get()
    assert (stored.name, stored.version) == ("ours", 1)
    assert stored.document["fields"]["text"] == "vclaim"
    mapping.write_text("fields: {external_id: id, text: vclaim}\nconstants: {place: Qaim}\n", encoding="utf-8")
    assert run(path, "--origin", "desk", "--mapping", mapping).code == 0
    assert list(Mapping.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert ImportBatch.objects.order_by("-pk")[0].mapping == Mapping.objects.get(version=2)
    assert Claim.objects.get().place == "Qaim"
    # What was stored is found by its name.
    assert run(path, "--origin", "other", "--mapping", "ours").code == 0


def test_a_user_loads_by_their_right_and_nobody_without(file: Any, data_desk: User, reporter: User) -> None:
    path = file(GOOD)
    refused = run(path, "--origin", "desk", "--as", reporter.username)
    assert (refused.code, refused.err) == (2, "This needs the scope imports:write.")
    assert run(path, "--origin", "desk", "--as", data_desk.username).code == 0
    assert set(Claim.objects.values_list("created_by", flat=True)) == {data_desk.pk}


def test_the_guide_names_every_column_and_option() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    for name in FIELDS:
        assert f"`{name}`" in guide
    for option in OPTIONS:
        assert f"`{option}" in guide, option


@pytest.mark.skipif(not DATA, reason="FACTCHECK_DATA names no folder with politifact_19250.jsonl")
@pytest.mark.django_db(transaction=True)
def test_politifact_goes_in_whole_and_again_changes_nothing() -> None:
    path = Path(DATA or "") / "politifact_19250.jsonl"
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    done = run(path, "--origin", "politifact", "--mapping", "politifact")
    *twins, more = done.err.splitlines()
    assert all(line.endswith("has the same words.") for line in twins)
    assert (done.code, len(twins), more.partition(",")[0]) == (0, 20, "… and 59 more")
    assert Claim.objects.filter(status="checked", version=1).count() == Verdict.objects.count() == len(given) == 19_250
    assert Entity.objects.count() == len({row["speaker"].lower() for row in given})
    labels = Counter(Verdict.objects.values_list("label", flat=True))
    assert (labels["Pants on Fire"], labels["Mostly False"], labels["Full Flop"]) == (2_314, 3_125, 172)
    assert Verdict.objects.filter(normalized=None).count() == 172 + 70 + 27
    assert not Claim.objects.filter(claimed_on=None).exists()
    second = Claim.objects.select_related("claimant", "current_verdict").get(
        external_ids__external_id="vclaim-pol-00001"
    )
    assert (str(second.claimed_on), str(second.claimant)) == ("2019-10-28", "Donald Trump")
    assert second.current_verdict is not None
    assert second.current_verdict.published_at is not None
    assert str(second.current_verdict.published_at.date()) == "2019-10-29"
    events = ClaimEvent.objects.count()
    again = run(path, "--origin", "politifact", "--mapping", "politifact")
    assert again.code == 0
    assert "0 new, 0 changed, 19,250 unchanged, 0 refused" in again.out
    assert ClaimEvent.objects.count() == events
    assert not Claim.objects.exclude(version=1).exists()
