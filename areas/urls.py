from django.urls import path

from areas.views import areas, evidence, resolutions

app_name = "areas"

urlpatterns = [
    path("areas/", areas.list_areas, name="list"),
    path("areas/<str:code>/", areas.show_area, name="area"),
    path("areas/<str:code>/move/", areas.change_status, name="move"),
    path("areas/<str:code>/evidence/add/", evidence.new_evidence, name="add_evidence"),
    path("evidence/<int:pk>/file/", evidence.evidence_file, name="evidence_file"),
    path("resolutions/<int:pk>/areas/", resolutions.areas_of_resolution, name="of_resolution"),
    path("resolutions/<int:pk>/areas/tie/", resolutions.tie, name="tie"),
    path("resolutions/<int:pk>/areas/<str:code>/untie/", resolutions.untie, name="untie"),
]
