"""How it is run: schedules, prefect.yaml, the process tree of `make run`."""
