"""What is decided on an assignment, each act once; who takes over what an abolished body owed."""
