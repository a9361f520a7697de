"""The bundled knowledge base, read only, with the standard library's sqlite3."""
