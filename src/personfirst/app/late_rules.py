"""The rules of a run, read when a file needs them: never where the cache knows all files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from personfirst.app.config import Settings
from personfirst.app.rules import check_settings, rules_to_run
from personfirst.pipeline import Pipeline
from personfirst.rulebook.index import IndexedRules

if TYPE_CHECKING:
    from personfirst.app.cache import Cache
    from personfirst.app.suppressions import Housekeeper
    from personfirst.rulebook.ruleset import RuleSet


class LateRules:
    """The rules that settings ask for, and what a run makes of them; `rules` if they are there."""

    def __init__(self, settings: Settings, rules: RuleSet | IndexedRules | None = None) -> None:
        self._settings = settings
        self._given = rules

    def __reduce__(self) -> tuple[type[LateRules], tuple[Settings, RuleSet | IndexedRules | None]]:
        """Another process reads the rules for itself."""
        return LateRules, (self._settings, self._given)

    @cached_property
    def rules(self) -> RuleSet | IndexedRules:
        """Raises `RuleError` and `ConfigError` for rules that cannot be used."""
        return self._given or rules_to_run(self._settings)

    @cached_property
    def pipeline(self) -> Pipeline:
        return Pipeline(self.rules)

    @cached_property
    def housekeeper(self) -> Housekeeper:
        from personfirst.app.suppressions import housekeeper

        return housekeeper(self.rules, self._settings)

    def read(self) -> None:
        """Read the rules now, if they are not: before a clock runs for a file."""
        self.pipeline  # noqa: B018

    def check_settings(self, cache: Cache | None = None) -> None:
        """Raise `RuleError` or `ConfigError` where rules and settings cannot be used, unless the
        cache says that they were before.
        """
        if cache is not None and cache.accepts(self._settings):
            return
        check_settings(self._settings, self.rules)
        if cache is not None:
            cache.accept(self._settings)
