"""The report that people read in a browser: one file that asks nothing of the network."""

from personfirst.reporters.html.page import render, render_parts
from personfirst.reporters.html.part import Part

__all__ = ["Part", "render", "render_parts"]
