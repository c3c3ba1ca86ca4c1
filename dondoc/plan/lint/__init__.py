"""`dondoc lint`: what the plan's files may get wrong, and what rests on no source."""
