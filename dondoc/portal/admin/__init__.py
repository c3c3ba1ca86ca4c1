"""Pages of `/quan-tri`: what administrators do, as the command line does it."""
