"""A finding keeps its sentence and what fills it, so that it can be said in the reader's language.

What was found before stays said as it was: a sentence without parts.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]
    operations = [
        migrations.RenameField("finding", "said", "words"),
        migrations.RenameField("finding", "repair", "advice"),
        migrations.AddField(
            "finding",
            "parts",
            models.JSONField(blank=True, db_default={}, default=dict, help_text="what fills the sentences' holes"),
        ),
    ]
