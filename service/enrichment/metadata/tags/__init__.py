"""An article's tags: the rows that may list them, each judged by itself, and the words between their marks."""
