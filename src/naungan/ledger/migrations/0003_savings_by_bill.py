from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_chart")]
    operations = [
        migrations.RemoveIndex("savingsentry", "savings_person"),
        migrations.RunSQL(
            """
            ALTER TABLE ledger_savingsentry DROP COLUMN person_id, ADD COLUMN bill_month date NOT NULL;
            ALTER TABLE ledger_savingsentry DROP CONSTRAINT ledger_savingsentry_pkey;
            ALTER TABLE ledger_savingsentry ADD PRIMARY KEY
                (close_month, payer_id, participation_id, for_month, bill_month, kind);
            """,
            migrations.RunSQL.noop,
            state_operations=[
                migrations.RemoveField("savingsentry", "person_id"),
                migrations.AddField("savingsentry", "bill_month", models.DateField(default="2015-07-01"), preserve_default=False),
                migrations.AlterField(
                    "savingsentry",
                    "pk",
                    models.CompositePrimaryKey(
                        "close_month", "payer_id", "participation_id", "for_month", "bill_month", "kind",
                        blank=True, editable=False, primary_key=True, serialize=False,
                    ),
                ),
            ],
        ),
    ]
