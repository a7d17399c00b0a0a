"""The law of benefits: what is paid, to whom, when and how often, by the day of the event."""
