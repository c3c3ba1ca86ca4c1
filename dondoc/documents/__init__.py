"""What is generated for people to keep: calendars now, letters and tables later."""
