"""Is all there that Scorewright needs on this machine, and what could be there beside it?"""
