"""Files that go out: calendars, tables as workbooks and CSV, papers."""
