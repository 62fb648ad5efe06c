"""Who published an article: names read where a page says its own, and what speaks for each."""
