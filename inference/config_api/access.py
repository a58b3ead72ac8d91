"""Who may use the configuration API: a key by its scopes, or somebody signed in by their role."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.throttling import BaseThrottle

from athena_project import key_guard
from athena_project.models import ConfigModel, HouseSettings
from inference.auth import Caller, allows, authenticate, token
from inference.config_api.errors import Told
from inference.models import ApiKey
from inference.throttle import Throttle


@dataclass(frozen=True, slots=True)
class Right:
    """What a request needs: a scope of the key, or these permissions of the person."""

    scope: str
    permissions: tuple[str, ...]


PUBLISH = Right("publish", ("athena_project.publish",))
SECRETS = Right("config:secrets", (key_guard.MAY,))
SEE_SECRETS = Right("config:read", ("athena_project.view_credential",))
SEE_RELEASES = Right("config:read", ("athena_project.view_release",))
REPLAY = Right("replay", ("athena_project.publish",))
SEE_REPLAYS = Right("replay", ("inference.view_replay",))


def of_row(action: str, model: type[ConfigModel]) -> Right:
    """To view, add, change or delete rows of one kind. The house settings decide how edits go live."""
    permission = f"{model._meta.app_label}.{action}_{model._meta.model_name}"
    if action == "view":
        return Right("config:read", (permission,))
    return Right("publish" if model is HouseSettings else "config:write", (permission,))


@dataclass(frozen=True, slots=True)
class Keys:
    """The stored keys, asked one by one: a revocation acts at once, and nothing is open without a key."""

    keys: Mapping[str, ApiKey]
    open_access: bool = False


class Holder:
    """Who holds a key, where Django expects a person. No user name has a space in it."""

    is_authenticated = is_active = True
    pk = None

    def __init__(self, key: ApiKey) -> None:
        self.key = key

    def get_username(self) -> str:
        return f"key {self.key}"


class KeyAuthentication(BaseAuthentication):
    """A key in `Authorization: Bearer`; never in the path, which is logged."""

    def authenticate(self, request: Any) -> tuple[Holder, ApiKey] | None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        caller = Caller(headers, "", str(request.META.get("REMOTE_ADDR", "")))
        text = token(caller)
        if not text:
            return None
        row = ApiKey.objects.filter(key_id=text[4:12], revoked=False).first()
        key = authenticate(caller, Keys({row.key_id: row} if row else {}), "")
        return Holder(key), key

    def authenticate_header(self, request: Any) -> str:
        return "Bearer"


class StaffAuthentication(SessionAuthentication):
    """Somebody who is signed in to the admin; what changes something needs the form's token."""

    def authenticate(self, request: Any) -> Any:
        found = super().authenticate(request)
        return found if found and found[0].is_staff else None


class Allowed(BasePermission):
    """What the view asks for with this method."""

    def has_permission(self, request: Any, view: Any) -> bool:
        if not request.user.is_authenticated:
            raise Told(401, "The API key is missing or not valid.", "invalid_api_key")
        right = view.right(request.method)
        if right is not None:
            require(request.user, right)
        return True


def may(user: Any, right: Right) -> bool:
    if isinstance(user, Holder):
        return allows(user.key, right.scope)
    return all(user.has_perm(permission) for permission in right.permissions)


def require(user: Any, right: Right) -> None:
    if may(user, right):
        return
    if isinstance(user, Holder):
        raise Told(403, f"This API key may not do that. It needs the scope {right.scope}.", "insufficient_scope")
    lacking = [name for name in right.permissions if not user.has_perm(name)]
    raise Told(403, f"You may not do that. It needs the permission {lacking[0]}.", "permission_denied")


THROTTLE = Throttle()


class PerKey(BaseThrottle):
    """As many requests a minute as the key may send; counted beside the questions."""

    def allow_request(self, request: Any, view: Any) -> bool:
        if isinstance(request.user, Holder):
            THROTTLE.admit(request.user.key)
        return True
