"""The words of the product as types, and pure functions on them. Knows no Qt, no database, no YAML."""
