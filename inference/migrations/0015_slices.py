"""Counts of days in slices, views of them that people keep, and the room of a question."""

from django.conf import settings
from django.db import migrations, models

# A constant default of the database adds the column at once on both databases; SQLite would copy the log otherwise.
ADD = "ALTER TABLE inference_querylog ADD COLUMN room varchar(80) DEFAULT '' NOT NULL"
DROP = "ALTER TABLE inference_querylog DROP COLUMN room"

# The log grows at one end and is forgotten at the other. PostgreSQL would begin to clear up when a fifth of it has
# gone, which of 10 million questions is 2 million: see docs/decisions/0009.
TABLES = ("inference_querylog", "inference_querystep", "inference_foundevidence")
SETTINGS = ("autovacuum_vacuum_scale_factor", "autovacuum_analyze_scale_factor")


def clear_up_early(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} SET ({', '.join(f'{name} = 0.02' for name in SETTINGS)})")


def clear_up_late(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} RESET ({', '.join(SETTINGS)})")


class Migration(migrations.Migration):

    dependencies = [
        ("inference", "0014_spoken_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(clear_up_early, clear_up_late),
        migrations.RunSQL(
            ADD,
            DROP,
            [
                migrations.AddField(
                    "querylog",
                    "room",
                    models.CharField(blank=True, db_default="", default="", help_text="Where it was asked.", max_length=80),
                )
            ],
        ),
        migrations.AddField(
            "talliedday",
            "version",
            models.PositiveSmallIntegerField(default=0, help_text="Of what is counted; an older one is counted anew."),
        ),
        migrations.CreateModel(
            "Slice",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assistant", models.CharField(max_length=80)),
                ("room", models.CharField(max_length=80)),
                ("intents", models.CharField(max_length=310)),
                ("domains", models.CharField(max_length=310)),
                ("questions", models.PositiveIntegerField()),
                ("counts", models.TextField()),
                ("unanswered", models.JSONField(default=dict)),
                ("day", models.ForeignKey("inference.talliedday", models.CASCADE, related_name="slices")),
            ],
        ),
        migrations.CreateModel(
            "SavedView",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                (
                    "chosen",
                    models.JSONField(default=dict, help_text="The fields of the form, as its address has them."),
                ),
                ("shared", models.BooleanField(default=False, help_text="For all who may see the analytics.")),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("owner", models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")),
            ],
            options={
                "ordering": ("name", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="one_view_of_a_name_each"),
                ],
            },
        ),
    ]
