"""Qdrant's client, imported at a third of what it costs.

While it is imported it builds the validators of all its 343 models, which takes long and keeps 14 MiB. Athena uses ten
of them, and pydantic builds a model that was left for later at its first use.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict

_at_once = BaseModel.__dict__["model_rebuild"]


def later(model: type[BaseModel], /, *, _parent_namespace_depth: int = 2, **given: Any) -> bool | None:
    """Stands in for BaseModel.model_rebuild: Qdrant's models are left; those of other threads are built as ever."""
    if model.__module__.startswith("qdrant_client."):
        return None
    built: bool | None = _at_once.__func__(model, _parent_namespace_depth=_parent_namespace_depth + 1, **given)
    return built


BaseModel.model_rebuild = classmethod(later)  # type: ignore[assignment]  # put back five lines below
BaseModel.model_config = ConfigDict(defer_build=True)
try:
    from qdrant_client import QdrantClient, models
    from qdrant_client.common.client_exceptions import QdrantException
    from qdrant_client.http.exceptions import ApiException
finally:
    BaseModel.model_rebuild = _at_once  # type: ignore[method-assign]  # as it was
    BaseModel.model_config = ConfigDict()

__all__ = ["TROUBLE", "ApiException", "QdrantClient", "models"]

# An answer that is no JSON, or not Qdrant's, comes out of the client as ValueError or AssertionError.
TROUBLE = (ApiException, QdrantException, OSError, ValueError, AssertionError)
