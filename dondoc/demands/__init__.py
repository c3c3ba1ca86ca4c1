"""What is asked beside the plan's days: a report on demand, a round that an event opens."""
