"""Notices from before there were recipients keep their place on the desk; going back and forth loses none of them."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.sqlite_too


def test_old_notices_become_notices_on_the_desk(committed_db: None):
    call_command("migrate", "kernel", "0002", verbosity=0)
    old = MigrationExecutor(connection).loader.project_state(("kernel", "0002_journal_head_and_cache_table")).apps
    user = old.get_model("kernel", "User").objects.create(username="member")
    notice = old.get_model("kernel", "Notice").objects.create(user=user, key="round.open:1", subject="เปิดให้คะแนน")

    call_command("migrate", "kernel", verbosity=0)

    from ecotown.kernel.models import Notice

    assert list(Notice.objects.values_list("pk", "who", "state", "channel", "sent_at")) == [
        (notice.pk, f"user:{user.pk}", "sent", "desk", notice.created_at)
    ]
    call_command("migrate", "kernel", "0002", verbosity=0)
    assert old.get_model("kernel", "Notice").objects.get().user_id == user.pk
    call_command("migrate", verbosity=0)
