"""What a CI system knows a finding by, from one run to the next."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from tmpipe.baseline import identity
from tmpipe.model import Finding, Report


def fingerprinted(report: Report, findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its mark: 16 hex digits of its file, check, term and source text, and a number that
    tells twins apart. Neither lines nor wrapping nor the folder of the run change it.
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        told = repr((report.from_root(finding.path), *identity(finding)))
        mark = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[mark] += 1
        yield finding, f"{mark}:{seen[mark]}"
