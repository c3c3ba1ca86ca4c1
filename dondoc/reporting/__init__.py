"""What the ledger tells: a history, a day's work, the drafts of letters that urge."""
