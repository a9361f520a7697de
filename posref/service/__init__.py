"""The use cases: the only thing windows and commands talk to."""
