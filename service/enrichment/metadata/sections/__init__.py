"""Which section an article stands in: names found beside its headline, and what speaks for each."""
