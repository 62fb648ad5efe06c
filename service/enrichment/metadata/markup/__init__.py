"""What a page's mark-up claims of the article, and how that is weighed against what its lines show."""
