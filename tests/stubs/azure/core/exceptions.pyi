class AzureError(Exception):
    message: str

class HttpResponseError(AzureError):
    status_code: int | None
    reason: str | None

class ResourceExistsError(HttpResponseError): ...
class ResourceNotFoundError(HttpResponseError): ...
class ClientAuthenticationError(HttpResponseError): ...
