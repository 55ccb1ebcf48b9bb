from django.urls import path

from ecotown.desk import gallery, home, journal

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("levels/", home.levels, name="levels"),
    path("notices/", home.all_notices, name="notices"),
    path("notices/read/", home.read_notices, name="read_notices"),
    path("journal/", journal.journal, name="journal"),
    path("gallery/", gallery.gallery, name="gallery"),
]
