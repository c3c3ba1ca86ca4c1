"""The web portal: a unit's page behind its signed link, and the board of those who watch."""
