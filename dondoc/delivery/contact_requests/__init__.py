"""What a unit asks about who speaks for it: asked behind its link, decided by an officer."""
