"""The admin shows and reads times in the user's time zone; the API always uses UTC."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Reply, User
from tests.admin.conftest import Browse
from tests.admin.page import read_form, saved, send

pytestmark = pytest.mark.django_db


def test_times_are_those_of_the_person(newsroom: Claim, editor: User, browse: Browse) -> None:
    editor.time_zone = "Asia/Baghdad"
    editor.save()
    reply = newsroom.replies.get()
    client = browse(editor)
    address = reverse("admin:claims_reply_change", args=[reply.pk])
    values = read_form(client, address)
    assert (values["asked_at_0"], values["asked_at_1"]) == ("2020-01-03", "03:00:00")
    assert saved(send(client, address, answered_at_0="2020-01-04", answered_at_1="01:30"))
    assert Reply.objects.get(pk=reply.pk).answered_at == dt.datetime(2020, 1, 3, 22, 30, tzinfo=dt.UTC)
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_that_there_is_not_is_utc(newsroom: Claim, editor: User, browse: Browse) -> None:
    User.objects.filter(pk=editor.pk).update(time_zone="../Mars")
    reply = newsroom.replies.get()
    values = read_form(browse(editor), reverse("admin:claims_reply_change", args=[reply.pk]))
    assert values["asked_at_1"] == "00:00:00"


def test_two_people_see_one_time_each_in_their_own_way(
    newsroom: Claim, editor: User, reporter: User, browse: Browse
) -> None:
    User.objects.filter(pk=reporter.pk).update(time_zone="America/New_York")
    reporter.refresh_from_db()
    address = reverse("admin:claims_reply_change", args=[newsroom.replies.get().pk])
    assert read_form(browse(reporter), address)["asked_at_0"] == "2020-01-02"
    assert read_form(browse(editor), address)["asked_at_0"] == "2020-01-03"
