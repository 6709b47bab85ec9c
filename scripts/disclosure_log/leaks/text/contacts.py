"""Contact details: e-mail addresses and telephone numbers."""

from __future__ import annotations

from disclosure_log.leaks.text import emails, phones
from disclosure_log.leaks.text.rule import Rule

RULES: tuple[Rule, ...] = (*emails.RULES, *phones.RULES)
