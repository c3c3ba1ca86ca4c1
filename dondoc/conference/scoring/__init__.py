"""What follows the conference: scoring, from the units' own to the decision of the province."""
