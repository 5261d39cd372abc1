"""What black says about the lines of the templates, to be shipped."""
