"""Slices of months, put together of those of days: see inference/months.py. The roll-up fills them by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inference', '0015_slices'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthSlice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assistant', models.CharField(max_length=80)),
                ('room', models.CharField(max_length=80)),
                ('intents', models.CharField(max_length=310)),
                ('domains', models.CharField(max_length=310)),
                ('questions', models.PositiveIntegerField()),
                ('counts', models.TextField()),
                ('unanswered', models.JSONField(default=dict)),
                ('first', models.DateField(db_index=True)),
                ('last', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
