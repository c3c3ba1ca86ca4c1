"""Mail: our plugin over Apprise's, kept connections, the letter as bytes, what a reply means."""
