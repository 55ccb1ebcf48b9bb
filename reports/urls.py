from django.urls import path

from reports.views import releases, reports

app_name = "reports"

urlpatterns = [
    path("reports/", reports.report_list, name="list"),
    path("reports/new/", reports.report_make, name="make"),
    path("reports/<int:pk>/", reports.report_page, name="report"),
    path("reports/<int:pk>/state/", reports.report_state, name="report_state"),
    path("reports/<int:pk>/report.pdf", reports.report_file, name="file"),
    path("reports/<int:pk>/retry/", reports.report_retry, name="report_retry"),
    path("reports/<int:pk>/release/", reports.report_release, name="prepare"),
    path("releases/<int:pk>/", releases.release_page, name="release"),
    path("releases/<int:pk>/state/", releases.release_state, name="release_state"),
    path("releases/<int:pk>/preview/", releases.release_preview, {"address": ""}, name="preview_home"),
    path("releases/<int:pk>/preview/<path:address>", releases.release_preview, name="preview"),
    path("releases/<int:pk>/approve/", releases.release_approve, name="approve"),
    path("releases/<int:pk>/record/", releases.release_record, name="record"),
    path("releases/<int:pk>/memo/", releases.release_memo, name="memo"),
    path("releases/<int:pk>/retry/", releases.release_retry, name="retry"),
    path("releases/<int:pk>/drop/", releases.release_drop, name="drop"),
    path("releases/<int:pk>/withdraw/", releases.release_withdraw, name="withdraw"),
]
