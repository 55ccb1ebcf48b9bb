"""The one row of the journal's head, and the table of the shared cache (login throttling)."""

from django.core.management import call_command
from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("kernel", "JournalHead").objects.using(schema_editor.connection.alias).get_or_create(one=True)
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def end(apps, schema_editor):
    apps.get_model("kernel", "JournalHead").objects.using(schema_editor.connection.alias).all().delete()
    schema_editor.execute("DROP TABLE IF EXISTS kernel_cache")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(begin, end)]
