"""From the official list and a reading to what differs. Pure."""
