"""What the ledger tells: a history, a day's work."""
