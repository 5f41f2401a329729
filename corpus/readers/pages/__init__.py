"""Printed pages to text: signs at places become lines, columns and paragraphs."""
