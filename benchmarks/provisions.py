"""Which provisions invented records cite, and how often."""

from __future__ import annotations

from disclosure_log.model import Regime

#: Provisions by regime and how often each is cited.
WITHHOLDING: dict[Regime, tuple[tuple[str, int], ...]] = {
    Regime.FOIA: (
        *(("FOIA-s40(2)", 40), ("FOIA-s43(2)", 14), ("FOIA-s12(1)", 14), ("FOIA-s31(1)(a)", 8)),
        *(("FOIA-s41(1)", 4), ("FOIA-s42(1)", 4), ("FOIA-s22(1)", 4), ("FOIA-s36(2)(b)(i)", 3)),
        *(("FOIA-s38(1)(b)", 3), ("FOIA-s30(1)(a)", 2), ("FOIA-s14(1)", 2), ("FOIA-s24(1)", 1)),
    ),
    Regime.EIR: (
        *(("EIR-r12(5)(e)", 10), ("EIR-r13(1)", 14), ("EIR-r12(4)(b)", 8), ("EIR-r12(4)(d)", 5)),
        *(("EIR-r12(5)(b)", 4), ("EIR-r12(4)(e)", 4), ("EIR-r12(5)(f)", 2), ("EIR-r12(5)(g)", 2)),
    ),
    Regime.FOISA: (
        *(("FOISA-s38(1)(b)", 14), ("FOISA-s33(1)(b)", 7), ("FOISA-s12(1)", 6)),
        *(("FOISA-s30(c)", 4), ("FOISA-s36(1)", 3), ("FOISA-s35(1)(a)", 3), ("FOISA-s39(1)", 2)),
    ),
    Regime.EISR: (
        *(("EISR-r11(2)", 8), ("EISR-r10(5)(e)", 6), ("EISR-r10(4)(b)", 4)),
        ("EISR-r10(4)(e)", 3),
    ),
}
PERSONAL = {
    Regime.FOIA: "FOIA-s40(2)",
    Regime.EIR: "EIR-r13(1)",
    Regime.FOISA: "FOISA-s38(1)(b)",
    Regime.EISR: "EISR-r11(2)",
}
CONFIRM_NOR_DENY = {Regime.FOIA: "FOIA-s40(5B)(a)(i)", Regime.FOISA: "FOISA-s18(1)"}
