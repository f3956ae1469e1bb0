"""Importing a file in the admin: preview, dry run, import, progress and cancelling."""

from typing import Any

import pytest
from django.test import Client

from claims.actions.imports.requests.worker_queue import run_waiting_batches
from claims.models import Claim, ImportBatch, Mapping, Upload, User
from tests.admin.conftest import Browse
from tests.admin.page import FormReader
from tests.admin.test_pages import is_clean
from tests.sending import BAD, GOOD, file_of, zipped

pytestmark = pytest.mark.django_db

SEND = "/admin/claims/importbatch/add/"
DOCUMENT = "fields:\n  external_id: nr\n  text: words\n"


@pytest.fixture
def client(browse: Browse, data_desk: User) -> Client:
    return browse(data_desk)


def send(client: Client, content: bytes = GOOD, **fields: Any) -> Any:
    return client.post(SEND, {"origin": "desk", "mapping": "", "file": file_of(content), **fields})


def prepared(client: Client, content: bytes = GOOD, **fields: Any) -> str:
    """Send a file and give the address of the page that shows it."""
    response = send(client, content, **fields)
    assert response.status_code == 302, response.content
    address: str = response["Location"]
    return address


def press(client: Client, address: str, button: str, **changes: Any) -> Any:
    """Press a button of that page's form."""
    values = FormReader(client.get(address).content.decode()).values
    values.pop("q", None)
    return client.post(address, {**values, **changes, button: "x"})


def text_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_a_file_is_looked_at_first(client: Client) -> None:
    assert is_clean(client.get(SEND))
    page = client.get(prepared(client, BAD))
    assert is_clean(page)
    assert "Rockets hit the base." in text_of(page)
    assert "text: is missing; fill it in." in text_of(page)
    assert not ImportBatch.objects.exists()


def test_problems_are_shown_if_no_row_is_valid(client: Client) -> None:
    page = text_of(client.get(prepared(client, b"external_id,text,claimed_on\n1,So it is.,soon\n")))
    assert "is not a date, month or year" in page


def test_a_mapping_is_adjusted_until_the_rows_are_right_and_kept_under_a_name(client: Client) -> None:
    address = prepared(client, b"nr,words\n1,So it is.\n")
    again = press(client, address, "_look", document="fields:\n  external_id: number\n  text: words\n")
    assert "There is no column &#x27;number&#x27;" in text_of(again)
    right = press(client, address, "_look", document=DOCUMENT)
    assert "<td>So it is.</td>" in text_of(right)
    assert not Mapping.objects.exists()
    done = press(client, address, "_load", document=DOCUMENT, mapping="numbers")
    assert done.status_code == 302
    assert Mapping.objects.get().name == "numbers"
    assert "numbers" in text_of(client.get(SEND))


def test_a_file_is_read_otherwise_than_it_was_found(client: Client) -> None:
    address = prepared(client, b'1;"So"\n2;No\n')
    assert "delimiter semicolon, quoting standard" in text_of(client.get(address))
    given = {"quoting": "none", "has_header": "false", "columns": 'external_id, "text"', "delimiter": "semicolon"}
    again = press(client, address, "_look", document="", **given)
    assert is_clean(again)
    assert "delimiter semicolon, quoting none, header none" in text_of(again)
    assert "<td>&quot;So&quot;</td>" in text_of(again)
    values = FormReader(text_of(again)).values
    assert given.items() <= {**values, "columns": given["columns"]}.items()
    done = press(client, address, "_load", document="", **given)
    batch = ImportBatch.objects.get()
    columns = ["external_id", "text"]
    assert batch.options == {"quoting": "none", "has_header": False, "columns": columns, "delimiter": "semicolon"}
    assert "header none" not in text_of(client.get(done["Location"]))  # it is not read yet
    begun = client.get(f"{address.partition('?')[0]}?batch={batch.pk}")
    values = FormReader(text_of(begun)).values
    assert {**given, "columns": "external_id,text"}.items() <= values.items()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("columns", "id,id", "&#x27;id&#x27; appears twice"),
        ("columns", '"id', "is no list of names"),
        ("delimiter", ";;", "is not known here"),
        ("sheet", "x" * 1_001, "has 1,001 characters"),
        ("encoding", "utf-16", "is UTF-8, not utf-16"),
    ],
)
def test_wrong_reading_options_are_shown_at_their_field(client: Client, field: str, value: str, message: str) -> None:
    for button in ("_look", "_load"):
        assert message in text_of(press(client, prepared(client), button, **{field: value}))
    assert not ImportBatch.objects.exists()


def test_a_file_of_several_is_looked_at_once_one_is_named(client: Client) -> None:
    address = prepared(client, zipped(GOOD, "claims.csv"))
    page = text_of(client.get(address))
    assert "holds 2 files" in page
    assert '<details class="import-reading" open>' in page
    assert "<td>Rockets hit the base.</td>" in text_of(press(client, address, "_look", member="claims.csv"))


def test_errors_are_shown_at_their_field_and_nothing_is_imported(client: Client) -> None:
    address = prepared(client)
    assert "is no field" in text_of(press(client, address, "_load", document="fields:\n  txt: text\n"))
    assert "neither YAML nor JSON" in text_of(press(client, address, "_load", document="{"))
    assert "This field is required" in text_of(press(client, address, "_load", origin=""))
    shipped = press(client, address, "_load", document=DOCUMENT, mapping="politifact")
    assert "comes with factcheck" in text_of(shipped)
    assert not ImportBatch.objects.exists()


def test_a_file_that_cannot_be_read_is_reported(client: Client) -> None:
    page = client.get(prepared(client, b"\xff\xfe\x00"))
    assert page.status_code == 200
    assert "errornote" in text_of(page) or "messagelist" in text_of(page)


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"file": ""}, "Choose a file"), ({"origin": ""}, "This field is required"), ({"mapping": "no"}, "valid choice")],
)
def test_a_form_without_its_file_or_origin_keeps_nothing(client: Client, fields: dict[str, Any], message: str) -> None:
    response = send(client, **fields)
    assert response.status_code == 200
    assert message in text_of(response)
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_reported(client: Client, settings: Any) -> None:
    settings.FACTCHECK_IMPORT_MAX_BYTES = 10
    response = send(client)
    assert "over 10 bytes" in text_of(response)
    assert not Upload.objects.exists()


def test_a_form_from_elsewhere_is_refused_and_nothing_kept(data_desk: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(data_desk, backend="django.contrib.auth.backends.ModelBackend")
    assert send(strict).status_code == 403
    assert not Upload.objects.exists()


def test_it_is_for_the_data_desk(browse: Browse, editor: User, client: Client) -> None:
    address = prepared(client)
    stranger = browse(editor)
    assert send(stranger).status_code == 403
    assert stranger.get(address).status_code == 403
    assert stranger.post(address, {"_load": "x"}).status_code == 403
    assert Upload.objects.count() == 1


def test_a_file_that_is_kept_no_more_is_not_found(client: Client) -> None:
    assert client.get("/admin/claims/importbatch/upload/99999999999999999999/").status_code == 404
    assert client.post("/admin/claims/importbatch/99999999999999999999/cancel/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_it_is_loaded_by_a_worker_and_watched(client: Client, data_desk: User) -> None:
    asked = press(client, prepared(client, BAD), "_load")
    waiting = client.get(asked["Location"])
    assert is_clean(waiting)
    assert "It waits for a worker." in text_of(waiting)
    assert "claims/import_progress.js" in text_of(waiting)
    run_waiting_batches()
    done = client.get(asked["Location"])
    assert is_clean(done)
    assert "It is loaded. 3 rows read: 2 new, 1 refused." in text_of(done)
    assert "claims/import_progress.js" not in text_of(done)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.created_by) == ("finished", data_desk)
    again = client.get(f"/admin/claims/importbatch/upload/{batch.upload_id}/?batch={batch.pk}")
    assert FormReader(text_of(again)).values["origin"] == "desk"


@pytest.mark.django_db(transaction=True)
def test_other_outcomes_of_rows_are_shown_with_their_meaning(client: Client) -> None:
    asked = press(client, prepared(client, GOOD + GOOD.partition(b"\n")[2]), "_load")
    run_waiting_batches()
    page = text_of(client.get(asked["Location"]))
    assert "2 repeated: Rows that repeat an earlier row of the file." in page
    assert "Rows that the mode leaves out" not in page


def test_one_that_waits_is_cancelled(client: Client) -> None:
    asked = press(client, prepared(client), "_load")
    batch = ImportBatch.objects.get()
    cancel = f"/admin/claims/importbatch/{batch.pk}/cancel/"
    assert client.get(cancel).status_code == 405
    assert client.post(cancel)["Location"] == asked["Location"]
    batch.refresh_from_db()
    assert batch.state == "cancelled"
    assert "only one that is pending or running" in text_of(client.post(cancel, follow=True))
    assert not Claim.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_refused_rows_are_downloaded_and_a_load_is_taken_back(client: Client) -> None:
    asked = press(client, prepared(client, BAD), "_load")
    run_waiting_batches()
    batch = ImportBatch.objects.get()
    page = text_of(client.get(asked["Location"]))
    here = f"/admin/claims/importbatch/{batch.pk}"
    assert f"{here}/refused/" in page
    assert f"{here}/revert/" in page
    assert b"text: is missing" in client.get(f"{here}/refused/").getvalue()
    meant = client.get(f"{here}/revert/")
    assert is_clean(meant)
    assert "2 claims that it created are deleted" in text_of(meant)
    assert Claim.objects.count() == 2
    assert client.post(f"{here}/revert/").status_code == 302
    waiting = client.get(asked["Location"])
    assert is_clean(waiting)
    assert "It is being reverted." in text_of(waiting)
    run_waiting_batches()
    assert "It was reverted." in text_of(client.get(asked["Location"]))
    assert not Claim.objects.exists()
