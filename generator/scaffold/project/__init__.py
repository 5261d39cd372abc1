"""New projects: what is asked, which answers may be given, and what is made of them."""
