"""What is known of the publication of procedures, as passages and tables of a paper."""
