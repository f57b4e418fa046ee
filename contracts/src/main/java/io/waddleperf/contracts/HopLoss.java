package io.waddleperf.contracts;

import java.util.ArrayList;
import java.util.List;

/// What the missing answers of a hop mean.
///
/// Routers answer expired packets when they have the time, and limit how often (RFC 1812, section
/// 4.3.2.8; RFC 4443, section 2.4): loss is loss on the way only where each later hop shows it too
/// (Steenbergen, A Practical Guide to Troubleshooting with Traceroute, NANOG 47, 2009). So mtr's
/// reports are read, and the page reads them so, too (`webui/src/result/hops.ts`).
public enum HopLoss {
    NONE,
    /// The router answers rarely, or never, and forwards all the same.
    HERE_ONLY,
    FROM_HERE_ON;

    /// @param hops of a way, in order
    /// @return one for each
    public static List<HopLoss> of(List<Details.Hop> hops) {
        var losses = new ArrayList<HopLoss>();
        boolean goesOn = true;
        boolean answered = false;
        for (Details.Hop hop : hops.reversed()) {
            boolean loses = hop.received() < hop.sent();
            boolean muteBeforeAnswers = hop.received() == 0 && answered;
            goesOn &= loses;
            answered |= hop.received() > 0;
            if (loses) {
                losses.add(goesOn && !muteBeforeAnswers ? FROM_HERE_ON : HERE_ONLY);
            } else {
                losses.add(NONE);
            }
        }
        return losses.reversed();
    }
}
