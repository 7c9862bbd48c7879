"""YAML to rules: what a rule author touches, read and checked."""

from personfirst.rulebook.ruleset import RuleSet, Source, builtin_folder, load_ruleset

__all__ = ["RuleSet", "Source", "builtin_folder", "load_ruleset"]
