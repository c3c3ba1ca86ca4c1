"""The life of an assignment: opened, reminded, answered, decided, told in figures."""
