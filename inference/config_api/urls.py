"""Where the configuration API is found, below /api/config/."""

from django.urls import path

from inference.config_api import credentials, files, openapi, replays, rows, versions

ROUTES = (
    path("", openapi.Index.as_view(), name="config"),
    path("rows/<str:kind>/", rows.RowList.as_view(), name="config_rows"),
    path("rows/<str:kind>/<int:pk>/", rows.Row.as_view(), name="config_row"),
    path("export/", files.Export.as_view(), name="config_export"),
    path("plan/", files.Plan.as_view(), name="config_plan"),
    path("apply/", files.Apply.as_view(), name="config_apply"),
    path("draft/", versions.Draft.as_view(), name="config_draft"),
    path("draft/publish/", versions.Publish.as_view(), name="config_publish"),
    path("releases/", versions.Releases.as_view(), name="config_releases"),
    path("releases/<int:number>/", versions.OneRelease.as_view(), name="config_release"),
    path("releases/<int:number>/diff/", versions.Diff.as_view(), name="config_diff"),
    path("releases/<int:number>/rollback/", versions.Rollback.as_view(), name="config_rollback"),
    path("replays/", replays.Replays.as_view(), name="config_replays"),
    path("replays/<int:pk>/", replays.OneReplay.as_view(), name="config_replay"),
    path("credentials/", credentials.Credentials.as_view(), name="config_credentials"),
    path("credentials/<slug:name>/", credentials.OneCredential.as_view(), name="config_credential"),
)
urlpatterns = [*ROUTES, path("openapi.json", openapi.OpenApi.as_view(routes=ROUTES), name="config_openapi")]
