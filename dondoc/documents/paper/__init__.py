"""Papers in the layout of Nghị định 30/2020: templates an office edits in Word, filled here."""
