"""What other programs of the installation report to the portal."""
