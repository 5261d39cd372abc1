"""A stand-in for SDK v1 of Azure ML: `azureml` is the package that it puts in the SDK's place.

It is stdlib only, so that any Python can have it on its path. The SDK itself went out of support on
2026-06-30, weighs 600 MB, and builds no pipeline without a service.
"""

from pathlib import Path

STAND_IN = Path(__file__).parent
"""The folder to put on `sys.path`."""
