"""Papers on the publication of procedures: the passages of a report, the monthly conclusion."""
