from django.db import migrations, models

from naungan.contributions.database_functions import PAYMENT_CODE


class Migration(migrations.Migration):
    dependencies = [("contributions", "0001_initial")]
    operations = [
        migrations.RunSQL(PAYMENT_CODE, migrations.RunSQL.noop),
        migrations.AddField(
            "personmonth",
            "joined",
            models.DateField(help_text="first day of the month in which the participation began", default="2015-07-01"),
            preserve_default=False,
        ),
    ]
