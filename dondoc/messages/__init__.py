"""What is said: Vietnamese templates for mail and chat, and the words they share."""
