"""What can be wrong with an article or with what the pipeline is built from."""


class ArticleError(ValueError):
    """An article that cannot be enriched; the message says why and never quotes the article."""


class TooLargeError(ArticleError):
    """An article beyond a limit of size, lines or nesting."""


class ModelError(RuntimeError):
    """A pipeline, artefact or data file that cannot be used; the message names it."""
