"""The public addresses, for when no released file answers: before the first release, and in tests without wsgi.py."""

from django.urls import path, re_path

from reports.views import public

app_name = "public"

urlpatterns = [
    path("releases/", public.releases, name="releases"),
    path("releases/<int:number>/", public.release, name="release"),
    path("releases/<int:number>/report.pdf", public.release_pdf, name="release_pdf"),
    re_path(r"^$", public.page, name="home"),
    re_path(r"^areas/[0-9]{6}/$", public.page, name="area"),
    re_path(r"^(?:committee|decisions|documents|how|about)/$", public.page, name="page"),
]
