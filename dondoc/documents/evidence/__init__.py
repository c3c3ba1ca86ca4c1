"""What proves a year: submissions, files, receipts, decisions and letters in one zip."""
