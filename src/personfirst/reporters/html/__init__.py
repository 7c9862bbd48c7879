"""The report that people read in a browser: one file that asks nothing of the network."""

from personfirst.reporters.html.page import Part, render, render_parts

__all__ = ["Part", "render", "render_parts"]
