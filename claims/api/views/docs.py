"""Pages about the API. They load everything from this host and have no inline scripts or styles."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView

from claims.api.problems import GROUPS


# Swagger's own stylesheet draws its icons from data: URLs.
@method_decorator(csp_update({"img-src": ["'self'", "data:"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """The API documentation, in Swagger UI."""

    template_name = "api/docs.html"
    url_name = "schema"


@require_safe
def errors(request: HttpRequest) -> HttpResponse:
    """Show what each error code means. The `type` of a problem leads here."""
    return render(request, "api/errors.html", {"groups": GROUPS})
