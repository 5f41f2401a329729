"""From units to the text of TMX 1.4b."""
