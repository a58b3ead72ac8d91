"""What every admin request passes: security headers, and who acts."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from athena_project.origin import Origin, coming

View = Callable[[HttpRequest], HttpResponseBase]

# Nothing is loaded from elsewhere, no script runs and no style acts that stands in a page itself.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def security_headers(next_view: View) -> View:
    def view(request: HttpRequest) -> HttpResponseBase:
        response = next_view(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return view


def whole_files(next_view: View) -> View:
    """Static files as one piece: whitenoise streams them synchronously, about which Django complains under ASGI."""

    def view(request: HttpRequest) -> HttpResponseBase:
        response = next_view(request)
        if not isinstance(response, StreamingHttpResponse) or response.is_async:
            return response
        whole = HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.items()))
        response.close()
        return whole

    return view


def actor(next_view: View) -> View:
    """Names the signed-in user, the address and the request as the origin of every change that the request makes."""

    def view(request: HttpRequest) -> HttpResponseBase:
        number = secrets.token_hex(8)
        address = str(request.META.get("REMOTE_ADDR", ""))
        with coming(Origin(request.user.get_username(), address or "unknown address", number)):
            response = next_view(request)
        response.headers.setdefault("X-Request-Id", number)
        return response

    return view
