"""Papers in the layout of NĐ 30/2020: templates that an office edits in Word, filled here."""
