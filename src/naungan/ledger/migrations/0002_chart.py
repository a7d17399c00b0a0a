"""The accounts that the month close posts to."""

from django.db import migrations

from naungan.ledger.chart import CHART


def open_accounts(apps, schema_editor):
    account = apps.get_model("ledger", "Account")
    fields = ("code", "name", "name_en", "kind", "fund")
    account.objects.bulk_create(account(**dict(zip(fields, row))) for row in CHART)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(open_accounts, migrations.RunPython.noop)]
