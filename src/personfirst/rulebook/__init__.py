"""YAML to rules: what a rule author touches, read and checked."""
