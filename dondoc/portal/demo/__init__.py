"""The demo's mail, read and answered in the browser. Not part of a real installation."""
