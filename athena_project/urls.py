"""The routes that Django's own handler serves; the inference routes stand in inference/api/."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from athena_project import health
from athena_project.setup import setup

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/setup/<str:token>/", setup, name="setup"),
    path("admin/", admin.site.urls),
    path("api/config/", include("inference.config_api.urls")),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("health", health.as_of_a_model_server),
    path("healthz", health.healthz),
    path("metrics", health.metrics),
]
