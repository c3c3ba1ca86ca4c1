"""What a person sees of delivery and may do to it: pause, withdraw, send again, correct."""
