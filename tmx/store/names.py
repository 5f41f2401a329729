"""Names that many rows share, languages and documents, and their numbers."""

import sqlite3


class Names:
    """Numbers of languages and documents; a new name gets one, in the transaction that is open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._languages: dict[str, int] = {}
        self._documents: dict[str, int] = {}

    def language(self, tag: str) -> int:
        """The number of a language tag."""
        if tag not in self._languages:
            self._languages[tag] = self._number("language", "tag", tag)
        return self._languages[tag]

    def document(self, name: str) -> int:
        """The number of a document."""
        if name not in self._documents:
            self._documents[name] = self._number("document", "name", name)
        return self._documents[name]

    def place(self, name: str) -> int | None:
        """The number of a document, or None for no name."""
        return self.document(name) if name else None

    def _number(self, table: str, column: str, name: str) -> int:
        self._connection.execute(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", (name,))
        row = self._connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (name,)).fetchone()
        return int(row[0])
