"""What is wrong with an installation, looked at while it runs: symptoms, each with its remedy."""
