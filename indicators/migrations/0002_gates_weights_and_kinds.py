"""Frameworks learn weights, kinds, targets and groups; a settled value may be a measured number.

The guards of the tables are lifted first, since neither database alters a column that a trigger names; every migrate
installs them again when it is done.
"""

import django.db.models.deletion
import ecotown.kernel.fields
from django.db import migrations, models


GUARDED = ["framework", "dimension", "level", "indicator", "aspect", "rubricline"]


def lift_guards(apps, schema_editor):
    for table in [f"indicators_{name}" for name in GUARDED]:
        for trigger in [f"{table}_kept", f"{table}_kept_delete", f"{table}_kept_insert"]:
            of = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}{of}")


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(lift_guards, migrations.RunPython.noop),
        migrations.AddField(
            model_name='dimension',
            name='weight',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='area_kinds',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='indicator',
            name='baseline',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='direction',
            field=models.CharField(blank=True, choices=[('higher', 'ค่ายิ่งสูงยิ่งดี'), ('lower', 'ค่ายิ่งต่ำยิ่งดี')], max_length=6),
        ),
        migrations.AddField(
            model_name='indicator',
            name='pass_point',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='source',
            field=ecotown.kernel.fields.NormalizedCharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='indicator',
            name='target',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='unit',
            field=ecotown.kernel.fields.NormalizedCharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='indicator',
            name='weight',
            field=models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name='weight'),
        ),
        migrations.AlterField(
            model_name='framework',
            name='pass_point',
            field=models.SmallIntegerField(),
        ),
        migrations.AlterField(
            model_name='framework',
            name='scale_max',
            field=models.SmallIntegerField(),
        ),
        migrations.AlterField(
            model_name='framework',
            name='scale_min',
            field=models.SmallIntegerField(),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='kind',
            field=models.CharField(choices=[('precondition', 'เงื่อนไขเบื้องต้น'), ('mandatory', 'ภาคบังคับ'), ('scored', 'ให้คะแนน'), ('measured', 'วัดค่า')], max_length=12),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='level',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='indicators.level'),
        ),
        migrations.AlterField(
            model_name='settledscore',
            name='value',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=14, null=True),
        ),
        migrations.AddConstraint(
            model_name='dimension',
            constraint=models.CheckConstraint(condition=models.Q(('weight', None), ('weight__gt', 0), _connector='OR'), name='dimension_weight'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='indicator_weight'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'measured'), _negated=True), models.Q(('target__isnull', False), models.Q(('unit', ''), _negated=True), models.Q(('direction', ''), _negated=True)), _connector='OR'), name='indicator_measured_has_target'),
        ),
        migrations.RunPython(migrations.RunPython.noop, lift_guards),
    ]
