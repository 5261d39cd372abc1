"""The SDK's exceptions that its users meet."""


class AzureMLException(Exception):
    """The base of them all."""


class UserErrorException(AzureMLException):
    """Something was asked for that cannot be."""


class RunEnvironmentException(AzureMLException):
    """There is no run around this code."""


class WebserviceException(AzureMLException):
    """A model or its version cannot be had."""


class ModelNotFoundException(AzureMLException):
    """There is no such model."""
