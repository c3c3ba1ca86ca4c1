"""The desk on the day: who is in, however many desks, scans and queues say so."""
