"""Who wrote an article: names read out of lines, the rows that may hold them, and what speaks for each."""
