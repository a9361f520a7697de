"""What the shop writes: its settings and, later, its records."""
