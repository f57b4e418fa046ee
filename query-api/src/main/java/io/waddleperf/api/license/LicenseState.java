package io.waddleperf.api.license;

import io.waddleperf.licensing.LicenseServer.Entitled;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of the licence, from one question to the next.
///
/// @param askedOf     which server, for which product, with which key: a hash in hexadecimal
/// @param askedAt     the last time
/// @param away        why there was no answer then; null: there was one
/// @param heldAt      when the server last said that it holds; null: never
/// @param problem     why it does not hold, by the newest answer; empty: it does
/// @param serverId    by which the server knows this installation; empty: by none
/// @param expiresAt   null: it has no end
/// @param features    whether the licence has each that the server knows
/// @param keptAliveAt when the server last took note that this installation runs
record LicenseState(
        String askedOf,
        Instant askedAt,
        @Nullable String away,
        @Nullable Instant heldAt,
        String problem,
        String customer,
        String tier,
        String serverId,
        @Nullable Instant expiresAt,
        Map<String, Boolean> features,
        @Nullable Instant keptAliveAt) {
    /// So long what was allowed stays allowed while the server gives no answer.
    static final Duration GRACE = Duration.ofDays(3);
    static final Duration EVERY = Duration.ofHours(1);
    static final Duration EVERY_WHILE_AWAY = Duration.ofMinutes(5);

    LicenseState {
        features = Map.copyOf(features);
    }

    static LicenseState answered(byte[] askedOf, Entitled entitled, @Nullable LicenseState before, Instant now) {
        var license = entitled.license();
        return new LicenseState(
                HexFormat.of().formatHex(askedOf),
                now,
                null,
                license.holds() ? now : before == null ? null : before.heldAt,
                license.problem(),
                license.customer(),
                license.tier(),
                license.serverId(),
                license.expiresAt(),
                entitled.features(),
                before == null ? null : before.keptAliveAt);
    }

    /// What the newest answer said stays.
    static LicenseState unanswered(byte[] askedOf, String away, @Nullable LicenseState before, Instant now) {
        return before == null
                ? new LicenseState(
                        HexFormat.of().formatHex(askedOf), now, away, null, "", "", "", "", null, Map.of(), null)
                : new LicenseState(
                        before.askedOf,
                        now,
                        away,
                        before.heldAt,
                        before.problem,
                        before.customer,
                        before.tier,
                        before.serverId,
                        before.expiresAt,
                        before.features,
                        before.keptAliveAt);
    }

    LicenseState keptAlive(Instant now) {
        return new LicenseState(
                askedOf, askedAt, away, heldAt, problem, customer, tier, serverId, expiresAt, features, now);
    }

    /// A clock that was set back asks at once, too.
    boolean isDue(Instant now) {
        Instant next = askedAt.plus(away == null ? EVERY : EVERY_WHILE_AWAY);
        return !now.isBefore(next) || now.isBefore(askedAt);
    }

    Standing standing(Instant now) {
        if (!problem.isEmpty()) {
            return Standing.invalid(problem);
        }
        if (heldAt == null) {
            return Standing.invalid("the licence server has never said that it holds: " + away);
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return Standing.invalid("it expired at " + expiresAt);
        }
        if (away == null) {
            return Standing.holds(features);
        }
        Instant until = heldAt.plus(GRACE);
        return now.isBefore(until)
                ? Standing.grace(away, until, features)
                : Standing.invalid("the licence server has given no answer since " + heldAt + ": " + away);
    }
}
