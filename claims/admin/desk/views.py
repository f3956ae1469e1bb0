"""Save the filters of the queue as a view, change it, and delete it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.verbs import ACTIONS
from claims.actions.views import may_change, views_open_to
from claims.admin.access import actor, may
from claims.admin.desk.page import desk_page
from claims.admin.desk.queue import question_of
from claims.admin.desk.queue_form import QueueForm
from claims.admin.refusal import REFUSALS, explain
from claims.admin.site import site
from claims.models.view import View


class ViewForm(forms.Form):
    """The form of a view: its name, and whether it is shared."""

    name = forms.CharField(max_length=100, label=gettext_lazy("Name"))
    is_shared = forms.BooleanField(required=False, label=gettext_lazy("Show it to everybody"))


@site.page("desk/views/add/", "desk_save_view")
def save_view_page(request: HttpRequest) -> HttpResponse:
    """Save the filters in the URL as a view."""
    if not may(request, "view.create"):
        raise PermissionDenied
    _view, question = question_of(request)
    form = ViewForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            view = ACTIONS["view.create"].act({**form.cleaned_data, "question": question}, actor=actor(request))
        except REFUSALS as error:
            refusal = explain(error)
        else:
            messages.success(request, _("The view {name} is saved.").format(name=view.name))
            return HttpResponseRedirect(_queue(view=str(view.pk)))
    back = _queue(**question)
    return _answer(request, _("Save this view"), form, question, back, refusal=refusal, verb="view.create")


@site.page("desk/views/<int:pk>/", "desk_view")
def view_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename, share or delete an own view. A view of somebody else's leads to the queue."""
    view = views_open_to(actor(request)).filter(pk=pk).first()
    if view is None:
        raise Http404
    if not may_change(view, actor(request)) or not may(request, "view.update"):
        return HttpResponseRedirect(_queue(view=str(pk)))
    form = ViewForm(request.POST or None, initial={"name": view.name, "is_shared": view.is_shared})
    refusal = ""
    if request.method == "POST":
        try:
            if "delete" in request.POST:
                ACTIONS["view.delete"].act(pk, actor=actor(request))
                messages.success(request, _("The view {name} is deleted.").format(name=view.name))
                return HttpResponseRedirect(_queue())
            if form.is_valid():
                ACTIONS["view.update"].act(pk, form.cleaned_data, actor=actor(request))
                messages.success(request, _("The view {name} is saved.").format(name=form.cleaned_data["name"]))
                return HttpResponseRedirect(_queue(view=str(pk)))
        except REFUSALS as error:
            refusal = explain(error)
    back = _queue(view=str(pk))
    return _answer(
        request, _("Change this view"), form, view.question, back, refusal=refusal, verb="view.update", view=view
    )


def _answer(
    request: HttpRequest, title: str, form: ViewForm, question: dict[str, str], back: str, *, view: View | None = None,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    return desk_page(
        request,
        "view",
        title,
        current="claims",
        trail=[(_("Claims"), reverse("admin:claims_claim_changelist"))],
        form=form,
        asked=question_in_words(question),
        back=back,
        view=view,
        **context,
    )


def question_in_words(question: dict[str, str]) -> list[tuple[str, str]]:
    """Return the filters of a view: the label of each, and the label of its value."""
    found = []
    for bound in QueueForm(question):
        value = question.get(bound.name, "")
        if value:
            choices = dict(getattr(bound.field.widget, "choices", ()))
            found.append((str(bound.label), str(choices.get(value, value))))
    return found


def _queue(**asked: str) -> str:
    return f"{reverse('admin:claims_claim_changelist')}?{urlencode(asked)}"
