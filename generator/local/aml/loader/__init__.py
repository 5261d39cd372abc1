"""Loads the code of a pipeline, in a process of its own: `python -P -m generator.local.aml.loader`.

The code is somebody's: it may print, change the process, or end it. Only this package imports the
SDKs, of v1 the stand-in; what comes out is a graph as JSON.
"""
