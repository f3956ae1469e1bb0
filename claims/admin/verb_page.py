"""The verbs of a row: a button for each that is possible now, and a page that asks for what it takes."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from claims.actions.options import Option
from claims.actions.verbs import ACTIONS, simple_verbs
from claims.admin.access import actor, may
from claims.admin.base import ClaimsAdmin
from claims.admin.display import page_of
from claims.admin.refusal import REFUSALS, refusal_at
from claims.admin.verb_form import form_of
from claims.rules.access import Actor
from claims.rules.verbs import Verb


def label_of(verb: Verb) -> str:
    """Return the words of a verb's button: "Request changes"."""
    return verb.short.replace("_", " ").capitalize()


class OffersVerbs(ClaimsAdmin):
    """Pages of a noun whose rows offer verbs. `options` lists them, with what blocks each."""

    options: ClassVar[Callable[[Any, Actor], list[Option]]]

    def get_urls(self) -> list[Any]:
        """Add the page of a verb."""
        view = self.admin_site.admin_view(self.verb_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_verb"
        return [path("<path:object_id>/verb/<slug:short>/", view, name=name), *super().get_urls()]

    def verb_view(self, request: HttpRequest, object_id: str, short: str) -> Any:
        """Ask for what a verb takes, and use it."""
        row = self.get_object(request, object_id)
        verb = next((one for one in self._verbs() if one.short == short), None)
        if row is None or verb is None:
            raise Http404
        if not may(request, verb.name):
            raise PermissionDenied
        action = ACTIONS[verb.name]
        form = form_of(action.body)(request.POST or None, initial={"read_version": row.version})
        if request.method == "POST" and form.is_valid():
            version = form.cleaned_data["read_version"]
            try:
                action.act(row.pk, actor=actor(request), if_version=version, **form.given())
            except REFUSALS as error:
                form.add_error(None, refusal_at(error, form.fields))
            else:
                self.message_user(request, f"{label_of(verb)}: done.", messages.SUCCESS)
                return HttpResponseRedirect(page_of(row))
        context = {
            **self.admin_site.each_context(request),
            "title": f"{label_of(verb)}: {row}",
            "form": form,
            "media": self.media + form.media,
            "opts": self.opts,
            "original": row,
            "label": label_of(verb),
        }
        return TemplateResponse(request, "admin/claims/verb.html", context)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Offer the verbs that are possible now."""
        if obj is not None:
            context["tools"] = self._buttons(obj, actor(request))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _buttons(self, row: Any, who: Actor) -> list[dict[str, str]]:
        possible = {option.verb for option in type(self).options(row, who) if not option.blockers}
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_verb"
        return [
            {"name": label_of(verb), "url": reverse(name, args=[row.pk, verb.short])}
            for verb in self._verbs()
            if verb.short in possible
        ]

    def _verbs(self) -> list[Verb]:
        return simple_verbs(str(self.opts.model_name))
