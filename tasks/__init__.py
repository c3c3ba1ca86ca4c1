"""One side effect each: thin Prefect tasks around one call into dondoc."""
