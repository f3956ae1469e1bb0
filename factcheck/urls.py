"""Route the whole site."""

from django.urls import include, path

from claims.admin.site import site as admin_site
from claims.api.views.health import healthz, readyz

urlpatterns = [
    path("api/v1/", include("claims.api.urls")),
    path("admin/", admin_site.urls),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

handler400 = "claims.api.errors.bad_request"
handler404 = "claims.api.errors.not_found"
handler500 = "claims.api.errors.server_error"
