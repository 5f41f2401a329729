"""After the search: sentences that were cut apart, and units below the sentence."""
