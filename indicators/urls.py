from django.urls import path

from indicators.views import borrowed, choosing, editing, frameworks, interests, rounds, sheets, spread

app_name = "indicators"

urlpatterns = [
    path("frameworks/", frameworks.list_frameworks, name="frameworks"),
    path("frameworks/import/", frameworks.take_in, name="framework_import"),
    path("frameworks/<int:pk>/", frameworks.show_framework, name="framework"),
    path("frameworks/<int:pk>/bring-into-force/", frameworks.enforce, name="framework_enforce"),
    path("frameworks/<int:pk>/export/", frameworks.export, name="framework_export"),
    path("frameworks/<int:pk>/workbook/", frameworks.export_book, name="framework_workbook"),
    path("frameworks/<int:pk>/new-version/", editing.new_version, name="framework_copy"),
    path("frameworks/<int:pk>/compare/", editing.side_by_side, name="framework_compare"),
    path("frameworks/<int:pk>/levels/<int:number>/", editing.edit_level, name="framework_level"),
    path("frameworks/<int:pk>/indicators/<str:code>/", editing.edit_indicator, name="framework_indicator"),
    path(
        "frameworks/<int:pk>/indicators/<str:code>/remove/", editing.drop_indicator, name="framework_indicator_remove"
    ),
    path("rounds/<int:pk>/choosing/", choosing.show_choice, name="round_choosing"),
    path("rounds/", rounds.list_rounds, name="rounds"),
    path("rounds/add/", rounds.add_round, name="round_add"),
    path("rounds/<int:pk>/", rounds.show_round, name="round"),
    path("rounds/<int:pk>/dates/", rounds.change_dates, name="round_dates"),
    path("rounds/<int:pk>/open/", rounds.begin, name="round_open"),
    path("rounds/<int:pk>/reveal/", rounds.reveal, name="round_reveal"),
    path("rounds/<int:pk>/finish/", rounds.finish, name="round_finish"),
    path("rounds/<int:pk>/result/", rounds.show_result, name="round_result"),
    path("rounds/<int:pk>/areas/<str:code>/", spread.show_area, name="round_area"),
    path("rounds/<int:pk>/areas/<str:code>/agenda/", spread.to_agenda, name="round_area_agenda"),
    path("rounds/<int:pk>/areas/<str:code>/settle/", spread.settle, name="round_area_settle"),
    path("rounds/<int:pk>/seats/", interests.seats, name="round_seats"),
    path("rounds/<int:pk>/interests/", interests.of_round, name="round_interests"),
    path("rounds/<int:pk>/sheets/<int:sheet>/reopen/", interests.reopen, name="sheet_reopen"),
    path("sheets/<int:pk>/interest/", interests.declare, name="interest_declare"),
    path("sheets/<int:pk>/", sheets.show_sheet, name="sheet"),
    path("sheets/<int:pk>/scores/<str:code>/", sheets.score_indicator, name="score"),
    path("sheets/<int:pk>/submit/", sheets.submit, name="sheet_submit"),
    path("sheets/<int:pk>/take-back/", sheets.take_back, name="sheet_take_back"),
    path("areas/<str:code>/level/", borrowed.level_of_area, name="area_level"),
    path("resolutions/<int:pk>/settled/", borrowed.settled_by_resolution, name="resolution_settled"),
    path("meetings/<int:pk>/scores/", borrowed.scores_of_meeting, name="meeting_scores"),
]
