package io.waddleperf.standalone.demo;

import io.waddleperf.contracts.WireName;

/// What can be broken in the demo, one thing at a time.
public enum Fault implements WireName {
    NONE("none", false, "All well", "The shop and the simulated fleet are healthy."),
    DELAY(
            "delay",
            false,
            "Delay",
            "Each new connection to the shop waits 2.5 s before its first byte is passed on, so that its page"
                    + " takes longer than the bound of 2 s. Connects and pings stay fast."),
    LOSS(
            "loss",
            false,
            "Loss",
            "Of three new connections to the shop two are lost: nothing of theirs is passed on, and after 1.5 s they"
                    + " are reset. Single packets are not dropped, and pings stay well."),
    REFUSE("refuse", false, "Refuse", "Nothing listens on the shop's port any more: connects are refused."),
    EXPIRED("expired", false, "Expired certificate", "The shop shows a certificate that expired ten days ago."),
    SITE(
            "site",
            true,
            "Slow site (simulated)",
            "All probes of " + SimulatedFleet.SLOW_SITE + " are 220 ms slower to every target."),
    TARGET(
            "target",
            true,
            "Slow target (simulated)",
            SimulatedFleet.SLOW_TARGET + " is 220 ms slower from every simulated probe."),
    UPLINK(
            "uplink",
            true,
            "Slow uplink (simulated)",
            SimulatedFleet.SLOW_PROBE + " alone is 220 ms slower to every target; its neighbours are well.");

    private final String kind;
    private final boolean simulated;
    private final String label;
    private final String detail;

    Fault(String kind, boolean simulated, String label, String detail) {
        this.kind = kind;
        this.simulated = simulated;
        this.label = label;
        this.detail = detail;
    }

    @Override
    public String wireName() {
        return kind;
    }

    /// Whether it is in the simulated fleet, not before the real shop.
    public boolean simulated() {
        return simulated;
    }

    /// What stands on its button.
    public String label() {
        return label;
    }

    /// What it does, in a sentence.
    public String detail() {
        return detail;
    }
}
