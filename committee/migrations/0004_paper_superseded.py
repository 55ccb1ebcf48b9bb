from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committee", "0003_calendar_feed")]

    operations = [
        migrations.AddField(
            model_name="paper", name="is_superseded", field=models.BooleanField(default=False)
        ),
    ]
