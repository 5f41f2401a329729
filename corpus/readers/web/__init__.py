"""Web pages below the reader: their encoding, their runs of text, and which of these are the article."""
