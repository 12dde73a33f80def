"""Amounts and rates to supports: who gets how much, on what condition.

`grants` finds the sums and rates that are given; `reading` reads what stands before one of them (`predicate`
the verb of giving, `basis` what a rate is a share of, `beneficiary` who gets it); `earlier` looks where that
was said before; `spread` pairs the lists of 分别, `tiers` reads a single step; `ceilings` leads 最高… back to
what it bounds; `forms` names the kind of support.
"""

from pipeline.link.supports.linker import link

__all__ = ["link"]
