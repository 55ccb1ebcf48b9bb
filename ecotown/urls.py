"""All addresses. Public pages are released files (wsgi.py); what stands here is for those who log in, and for operators."""

from allauth.account import views as account
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from committee.views import calendar
from ecotown.desk import errors, health
from reports import public_urls

# Django's form views take a PUT for a POST; the portal has no use for it.
as_form = require_http_methods(["GET", "HEAD", "POST"])

handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("desk/", include("ecotown.desk.urls")),
    path("desk/", include("committee.urls")),
    path("desk/", include("areas.urls")),
    path("desk/", include("indicators.urls")),
    path("desk/", include("reports.urls")),
    # Of allauth only what is used; signup does not exist.
    path("accounts/login/", as_form(account.login), name="account_login"),
    path("accounts/logout/", as_form(account.logout), name="account_logout"),
    path("accounts/inactive/", as_form(account.account_inactive), name="account_inactive"),
    path("accounts/password/change/", as_form(account.password_change), name="account_change_password"),
    # Somebody's own calendar, at a secret address and outside the login.
    path("calendar/<slug:token>.ics", calendar.feed, name="calendar_feed"),
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include(public_urls)),
]
