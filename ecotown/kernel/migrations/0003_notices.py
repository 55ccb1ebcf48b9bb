"""Notices get recipients, channels and states, and hang together in mailings."""

import django.db.models.deletion
import ecotown.kernel.fields
from django.conf import settings
from django.db import migrations, models


def name_recipients(apps, schema_editor):
    """What was told before was told on the desk."""
    Notice = apps.get_model("kernel", "Notice")
    for notice in Notice.objects.using(schema_editor.connection.alias).iterator():
        notice.who, notice.sent_at = f"user:{notice.user_id}", notice.created_at
        notice.save(update_fields=["who", "sent_at"])


def drop_those_without_an_account(apps, schema_editor):
    """Going back: the desk was all there was."""
    apps.get_model("kernel", "Notice").objects.using(schema_editor.connection.alias).filter(user=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_journal_head_and_cache_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(db_index=True, max_length=60)),
                ('province', models.CharField(max_length=2)),
                ('subject', ecotown.kernel.fields.NormalizedCharField(max_length=300, verbose_name='subject')),
                ('text', ecotown.kernel.fields.NormalizedTextField(verbose_name='text')),
                ('path', models.CharField(max_length=200)),
                ('reply_to', models.EmailField(blank=True, max_length=254)),
                ('made_by', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('is_example', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'mailing',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_once',
        ),
        migrations.AddField(
            model_name='notice',
            name='channel',
            field=models.CharField(choices=[('desk', 'on the desk only'), ('email', 'e-mail'), ('hand', 'to be told by hand'), ('line', 'LINE'), ('telephone', 'telephone'), ('paper', 'paper'), ('in_person', 'in person')], default='desk', max_length=10),
        ),
        migrations.AddField(
            model_name='notice',
            name='claimed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail'),
        ),
        migrations.AddField(
            model_name='notice',
            name='error',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='notice',
            name='next_try',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='recipient',
            field=ecotown.kernel.fields.NormalizedCharField(blank=True, max_length=300, verbose_name='recipient'),
        ),
        migrations.AddField(
            model_name='notice',
            name='sent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('ready', 'waiting'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'not sent'), ('told', 'told by hand')], default='sent', max_length=8),
        ),
        migrations.AddField(
            model_name='notice',
            name='told_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='notice',
            name='who',
            field=models.CharField(default='', max_length=220),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='notice',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='mailing',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='kernel.mailing'),
        ),
        migrations.RunPython(name_recipients, drop_those_without_an_account),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['state', 'channel'], name='notice_state_channel'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('who', 'key'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error', ''), _negated=True), _connector='OR'), name='notice_failed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sending'), _negated=True), models.Q(('channel', 'email'), ('claimed_at__isnull', False)), _connector='OR'), name='notice_sending_has_time'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), _negated=True), models.Q(('channel__in', ['line', 'telephone', 'paper', 'in_person']), ('sent_at__isnull', False)), _connector='OR'), name='notice_told_says_how_and_when'),
        ),
    ]
