"""What WordprocessingML says of a paragraph: its part in the document, and its text."""
