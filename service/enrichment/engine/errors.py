"""Why the engine leaves a pipeline to stock spaCy."""


class UnsupportedError(Exception):
    """The pipeline is not of the architecture the engine replaces; the message names the first difference."""
