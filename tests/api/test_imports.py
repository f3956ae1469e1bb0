"""Importing files over HTTP: upload, storage and preview."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.actions.imports.uploads.upload_store import KEPT, PIECE_BYTES, remove_old_uploads, stored_file
from claims.formats.files.read_options import READ_OPTIONS
from claims.models import Claim, ImportBatch, Mapping, Upload, UploadPiece, User
from tests.api.problems import parameters, pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models.rows import update
from tests.sending import BAD, GOOD, send_file, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(api_of: MakeApi, data_desk: User) -> ApiClient:
    return api_of(data_desk)


class TestSent:
    """The immediate response."""

    def test_a_file_is_kept_and_waits_for_a_worker(self, api: ApiClient, data_desk: User) -> None:
        response = send_file(api)
        assert response.status_code == 202
        batch = ImportBatch.objects.get()
        assert response.headers["Location"] == f"/api/v1/imports/{batch.pk}"
        body = response.json()
        assert body == api.get(response.headers["Location"]).json()
        assert (body["state"], body["origin"], body["format"]) == ("pending", "desk", "csv")
        assert (body["file_name"], body["size"]) == ("claims.csv", len(GOOD))
        assert body["created_by"] == {"id": data_desk.pk, "name": "dana-desk"}
        assert body["counts"]["rows_read"] == 0
        assert not Claim.objects.exists()
        assert ProcrastinateJob.objects.filter(task_name="imports.run", status="todo").count() == 1

    def test_its_bytes_come_back_as_they_were(self, api: ApiClient) -> None:
        content = GOOD + b"".join(b"%d,A claim of many.,Ann\n" % number for number in range(3, 90_000))
        assert len(content) > 2 * PIECE_BYTES
        send_file(api, content)
        upload = Upload.objects.get()
        assert upload.size == len(content)
        assert UploadPiece.objects.count() == 3
        with stored_file(upload) as binary:
            assert binary.read() == content
            assert binary.seek(-10, 2) == len(content) - 10
            assert binary.read() == content[-10:]
            binary.seek(PIECE_BYTES - 5)
            assert binary.read(10) == content[PIECE_BYTES - 5 : PIECE_BYTES + 5]

    def test_a_mapping_is_named_or_given(self, api: ApiClient) -> None:
        rows = b'{"id": "vclaim-1", "vclaim": "So it is."}\n'
        document = "fields:\n  external_id: id\n  text: vclaim\n"
        named = send_file(api, rows, file_name="a.jsonl", mapping="politifact").json()
        assert (named["mapping"]["name"], named["mapping"]["version"]) == ("politifact", 1)
        given = send_file(api, rows, file_name="a.jsonl", document=document).json()
        assert given["mapping"] is None
        assert given["options"]["document"]["fields"]["text"] == "vclaim"
        stored = send_file(api, rows, file_name="a.jsonl", document=document, mapping="mine").json()
        assert stored["mapping"]["name"] == "mine"
        assert Mapping.objects.get(name="mine").document["fields"]["text"] == "vclaim"

    def test_a_file_that_was_sent_is_loaded_again_without_sending_it(self, api: ApiClient) -> None:
        upload = send_file(api).json()["upload"]
        again = api.post("/imports", {"upload": upload, "origin": "other"})
        assert again.status_code == 202
        assert again.json()["upload"] == upload
        in_form = send_file(api, None, upload=str(upload))
        assert in_form.json()["upload"] == upload
        assert Upload.objects.count() == 1

    def test_options_are_kept(self, api: ApiClient) -> None:
        options: dict[str, Any] = {
            "mode": "insert-only",
            "all_or_nothing": "true",
            "missing": "report",
            "scale": "truth-o-meter",
        }
        batch = send_file(api, **options).json()
        expected = {"mode": "insert-only", "is_all_or_nothing": True, "missing": "report", "scale": "truth-o-meter"}
        assert batch["options"] == expected
        assert batch["is_dry_run"] is False

    @pytest.mark.parametrize("is_form", [True, False])
    def test_a_file_is_read_by_the_given_options(self, api: ApiClient, *, is_form: bool) -> None:
        given = {"quoting": "none", "delimiter": "pipe", "has_header": False, "columns": ["external_id", "a, b"]}
        document: dict[str, Any] = {"fields": {"external_id": "external_id", "text": "a, b"}}
        if is_form:
            parts = {**given, "has_header": "false", "columns": 'external_id,"a, b"', "document": json.dumps(document)}
            found = send_file(api, b'1|"So," he said\n2|No\n', path="/imports/preview", **parts).json()
        else:
            upload = send_file(api, b'1|"So," he said\n2|No\n', path="/imports/preview").json()["upload"]
            found = api.post("/imports/preview", {"upload": upload, **given, "document": document}).json()
        assert {"quoting": "none", "delimiter": "pipe", "has_header": False}.items() <= found["read_as"].items()
        assert found["rows"][0]["fields"]["text"] == '"So," he said'
        asked = api.post("/imports", {"upload": found["upload"], "origin": "desk", **given, "document": document})
        assert {**given, "document": document} == asked.json()["options"]

    @pytest.mark.parametrize(("path", "part"), [("/imports?dry_run=true", None), ("/imports", "true")])
    def test_a_dry_run_is_asked_for_in_two_ways(self, api: ApiClient, path: str, part: str | None) -> None:
        assert send_file(api, path=path, dry_run=part).json()["is_dry_run"] is True


class TestRefused:
    """Requests that are refused at once and leave nothing stored."""

    @pytest.fixture(autouse=True)
    def _nothing_kept(self) -> Any:
        yield
        assert not Upload.objects.exists()
        assert not ImportBatch.objects.exists()

    @pytest.mark.parametrize(
        ("content", "options", "errors"),
        [
            (None, {}, {"/file": "required"}),
            (None, {"file": "claims"}, {"/file": "invalid"}),
            (None, {"upload": "999"}, {"/upload": "does_not_exist"}),
            (None, {"upload": "x"}, {"/upload": "invalid"}),
            (GOOD, {"upload": "1"}, {"/file": "invalid"}),
            (GOOD, {"origin": None}, {"/origin": "required"}),
            (GOOD, {"origin": "x" * 101}, {"/origin": "max_length"}),
            (GOOD, {"colour": "red"}, {"/colour": "unknown_field"}),
            (GOOD, {"origin": ["a", "b"]}, {"/origin": "repeated_field"}),
            (GOOD, {"mapping": "nobodys"}, {"/mapping": "invalid_mapping"}),
            (GOOD, {"document": "fields:\n  txt: a"}, {"/document": "invalid_mapping"}),
            (GOOD, {"document": "{"}, {"/document": "invalid_mapping"}),
            (GOOD, {"format": "doc"}, {"/format": "invalid_choice"}),
            (GOOD, {"encoding": "klingon"}, {"/encoding": "invalid_choice"}),
            (GOOD, {"delimiter": ";;"}, {"/delimiter": "invalid_choice"}),
            (GOOD, {"quoting": "all"}, {"/quoting": "invalid_choice"}),
            (GOOD, {"has_header": "1"}, {"/has_header": "invalid"}),
            (GOOD, {"columns": "id,id"}, {"/columns": "invalid"}),
            (GOOD, {"columns": 'id,"text'}, {"/columns": "invalid"}),
            (GOOD, {"columns": "id,text", "has_header": "true"}, {"/has_header": "invalid"}),
            (GOOD, {"document": "file: {columns: [a, b]}", "has_header": "true"}, {"/has_header": "invalid"}),
            (GOOD, {"sheet": "x" * 1_001}, {"/sheet": "max_length"}),
            (GOOD, {"rows": ""}, {"/rows": "blank"}),
            (GOOD, {"member": "\x00"}, {"/member": "null_characters_not_allowed"}),
            (zipped(GOOD, "claims.csv"), {"member": "other.csv"}, {"/file": "invalid_file"}),
            (GOOD, {"mode": "replace"}, {"/mode": "invalid_choice"}),
            (GOOD, {"dry_run": "perhaps"}, {"/dry_run": "invalid"}),
            (b"\xff\xfe\x00", {}, {"/file": "invalid_file"}),
        ],
    )
    def test_every_error_is_reported_at_its_part(
        self, api: ApiClient, content: bytes | None, options: dict[str, Any], errors: dict[str, str]
    ) -> None:
        assert pointers(send_file(api, content, **options)) == errors

    @pytest.mark.parametrize("name", READ_OPTIONS)
    @pytest.mark.parametrize("value", [5, {}, [[]], [5], None, 1.5, "", [""]])
    def test_an_option_of_another_type_is_reported(self, api: ApiClient, name: str, value: Any) -> None:
        value = "5" if value == 5 and READ_OPTIONS[name].kind == "count" else value
        found = pointers(api.post("/imports/preview", {"upload": 1, name: value}))
        assert [one for one in found if one == f"/{name}" or one.startswith(f"/{name}/")], found

    def test_an_empty_file_is_reported(self, api: ApiClient) -> None:
        assert pointers(raw(api, b'name="file"; filename="a.csv"', b"")) == {"/file": "empty_file"}

    def test_a_second_file_is_refused(self, api: ApiClient) -> None:
        part = b'name="file"; filename="a.csv"'
        assert pointers(raw(api, part, GOOD, (part, GOOD))) == {"/file": "repeated_field"}

    def test_a_file_under_another_name_is_refused(self, api: ApiClient) -> None:
        assert pointers(raw(api, b'name="csv"; filename="a.csv"', GOOD)) == {"/csv": "unknown_field"}

    def test_a_part_that_is_no_utf_8_is_refused(self, api: ApiClient) -> None:
        assert pointers(raw(api, b'name="origin"', b"\xff")) == {"/origin": "invalid_utf8"}

    @pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=x\u00fcy"])
    def test_a_body_that_is_not_a_form_is_refused_with_an_explanation(self, api: ApiClient, content_type: str) -> None:
        response = api.generic("POST", "/imports", "--", content_type=content_type)
        assert pointers(response) == {"": "invalid_multipart"}

    def test_a_body_of_another_type_is_refused(self, api: ApiClient) -> None:
        problem(api.generic("POST", "/imports", GOOD, content_type="text/csv"), 415)

    def test_a_file_over_the_limit_is_refused(self, api: ApiClient, settings: Any) -> None:
        settings.FACTCHECK_IMPORT_MAX_BYTES = 2 * PIECE_BYTES
        found = problem(send_file(api, b"x" * (2 * PIECE_BYTES + 1)), 413)
        assert "2,097,152" in found["detail"]
        problem(send_file(api, b"x" * (4 * PIECE_BYTES)), 413)
        assert not UploadPiece.objects.exists()

    def test_a_body_that_breaks_off_is_not_taken_for_the_whole_file(self, api: ApiClient) -> None:
        body = b'--b\r\nContent-Disposition: form-data; name="origin"\r\n\r\ndesk\r\n--b\r\n'
        body += b'Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + GOOD
        form = "multipart/form-data; boundary=b"
        sent: dict[str, Any] = {"CONTENT_LENGTH": str(len(body) + 500), "wsgi.input": io.BytesIO(body)}
        response = api.generic("POST", "/imports", body, content_type=form, **sent)
        assert pointers(response) == {"": "invalid_multipart"}

    def test_a_json_body_holds_no_file(self, api: ApiClient) -> None:
        assert pointers(api.post("/imports", {"file": "x", "origin": "desk"})) == {"/file": "invalid"}
        problem(api.generic("POST", "/imports", "[]", content_type="application/json"), 400)

    def test_who_may_not_load_sends_nothing(self, api_of: MakeApi) -> None:
        problem(send_file(api_of("editor")), 403)

    def test_an_unknown_parameter_is_refused(self, api: ApiClient) -> None:
        assert parameters(send_file(api, path="/imports?dry=true")) == {"dry": "unknown_parameter"}
        assert parameters(send_file(api, path="/imports?dry_run=1")) == {"dry_run": "invalid"}


def raw(api: ApiClient, head: bytes, content: bytes, *more: tuple[bytes, bytes]) -> Any:
    """Send a form byte by byte, with an origin."""
    parts = [(b'name="origin"', b"desk"), (head, content), *more]
    if b'"origin"' in head:
        parts = parts[1:]
    body = b"".join(b"--b\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % part for part in parts) + b"--b--\r\n"
    return api.generic("POST", "/imports", body, content_type="multipart/form-data; boundary=b")


class TestKey:
    """An Idempotency-Key holds for files too."""

    HEADERS = {"idempotency-key": "k1"}

    def test_the_same_file_again_gets_the_same_answer(self, api: ApiClient) -> None:
        first = send_file(api, headers=self.HEADERS)
        again = send_file(api, headers=self.HEADERS)
        assert (first.status_code, first.content) == (again.status_code, again.content) == (202, first.content)
        assert again.headers["Location"] == first.headers["Location"]
        assert again.headers["Idempotency-Replayed"] == "true"
        assert ImportBatch.objects.count() == Upload.objects.count() == 1

    @pytest.mark.parametrize("other", [{"content": BAD}, {"origin": "x"}, {"file_name": "b.csv"}])
    def test_another_file_or_option_under_it_is_refused(self, api: ApiClient, other: dict[str, Any]) -> None:
        send_file(api, headers=self.HEADERS)
        problem(send_file(api, headers=self.HEADERS, **other), 422)
        assert Upload.objects.count() == 1

    def test_a_refusal_keeps_none(self, api: ApiClient) -> None:
        problem(send_file(api, headers=self.HEADERS, mapping="nobodys"), 400)
        assert send_file(api, headers=self.HEADERS).status_code == 202


class TestPreview:
    """The preview of a file."""

    def test_the_first_rows_are_shown_as_they_would_be_read(self, api: ApiClient) -> None:
        rows = b"nr,words,said\n" + b"".join(b"%d,Claim number %d.,2020-0%d\n" % (n, n, n) for n in range(1, 10)) * 2
        document = "fields: {external_id: nr, text: words, claimed_on: said}"
        found = send_file(api, rows, path="/imports/preview", document=document).json()
        assert (found["format"], found["columns"], found["problem"]) == ("csv", ["nr", "words", "said"], "")
        assert len(found["rows"]) == 10
        first = found["rows"][0]
        assert first["cells"] == {"nr": "1", "words": "Claim number 1.", "said": "2020-01"}
        read = {"external_id": "1", "text": "Claim number 1.", "claimed_on": "2020-01"}
        assert read.items() <= first["fields"].items()
        assert first["problems"] == []
        assert not ImportBatch.objects.exists()
        body = {"upload": found["upload"], "origin": "desk", "document": document}
        assert api.post("/imports", body).status_code == 202

    def test_problems_are_reported_row_by_row(self, api: ApiClient) -> None:
        found = send_file(api, BAD + b"4,x\n", path="/imports/preview", origin=None).json()
        assert [row["problems"] for row in found["rows"]][:3] == [[], ["text: is missing; fill it in."], []]
        assert "has 2 cells where there are 3 columns" in found["rows"][3]["problems"][0]

    def test_problems_of_the_mapping_are_shown_beside_the_rows(self, api: ApiClient) -> None:
        document = "fields: {external_id: number, text: text}"
        found = send_file(api, path="/imports/preview", document=document).json()
        assert "There is no column 'number'" in found["problem"]
        assert found["rows"][0]["cells"]["text"] == "Rockets hit the base."

    def test_a_file_that_cannot_be_read_is_refused_and_not_kept(self, api: ApiClient) -> None:
        assert pointers(send_file(api, b"\xff\xfe\x00", path="/imports/preview")) == {"/file": "invalid_file"}
        assert not Upload.objects.exists()


class TestMappings:
    """Mappings are stored by name, each change as a version."""

    def test_a_change_is_a_new_version(self, api: ApiClient) -> None:
        body: dict[str, Any] = {"name": "mine", "document": {"fields": {"external_id": "nr", "text": "words"}}}
        first = api.post("/mappings", body)
        assert (first.status_code, first.json()["version"]) == (201, 1)
        assert api.get(first.headers["Location"]).json() == first.json()
        assert api.post("/mappings", body).json()["id"] == first.json()["id"]
        body["document"] = "fields: {external_id: nr, text: claim}"
        assert api.post("/mappings", body).json()["version"] == 2
        assert [one["version"] for one in api.get("/mappings?name=mine").json()["results"]] == [2, 1]

    def test_what_no_load_could_use_is_refused(self, api: ApiClient) -> None:
        bad = api.post("/mappings", {"name": "mine", "document": {"fields": {"txt": "a"}}})
        assert pointers(bad) == {"/document": "invalid_mapping"}
        shipped = api.post("/mappings", {"name": "politifact", "document": {"fields": {"text": "a"}}})
        assert "comes with factcheck" in problem(shipped, 400)["detail"]
        assert not Mapping.objects.exists()


def test_a_file_is_removed_a_day_after_its_last_load_ended(api_of: MakeApi) -> None:
    api, long_ago = api_of("data_desk"), timezone.now() - KEPT - dt.timedelta(minutes=1)
    waiting, ended, lately, never = (send_file(api).json() for _ in range(4))
    update("claims_importbatch", ended["id"], state="finished", finished_at=long_ago)
    update("claims_importbatch", lately["id"], state="finished", finished_at=timezone.now())
    ImportBatch.objects.get(pk=never["id"]).delete()
    assert remove_old_uploads() == 0
    for one in (waiting, ended, lately, never):
        update("claims_upload", one["upload"], created_at=long_ago)
    assert remove_old_uploads() == 2
    assert set(Upload.objects.values_list("pk", flat=True)) == {waiting["upload"], lately["upload"]}
    assert api.get(f"/imports/{ended['id']}").json()["upload"] is None
    assert pointers(api.post("/imports", {"upload": ended["upload"], "origin": "desk"})) == {
        "/upload": "does_not_exist"
    }
