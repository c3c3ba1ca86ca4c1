"""Reading public pages: fetched within bounds, their links checked, their dates and feeds read."""
