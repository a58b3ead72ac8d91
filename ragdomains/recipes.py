"""The recipe that a domain's options ask for."""

from pydantic import ValidationError

from ragdomains import embeddings
from ragdomains.models import Domain
from ragdomains.providers.documents import Options
from ragdomains.recipe import Recipe, Size
from ragdomains.sources import KIND


def recipe_of(domain: Domain) -> Recipe:
    """The usual one where the domain says nothing of it."""
    try:
        options = Options.model_validate(domain.options if domain.kind == KIND else {})
    except ValidationError:  # the admin refuses such options; an import may have brought them
        options = Options.model_validate({})
    embedder = options.embedder()
    return Recipe(embedder.name if embedder else embeddings.MODEL, Size(options.words, options.overlap), embedder)
