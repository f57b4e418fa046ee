package io.waddleperf.api.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Feature;
import io.waddleperf.licensing.License;
import io.waddleperf.licensing.LicenseServer.Entitled;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// From what a server said, and when, to what is withheld.
class LicenseStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:42:33Z");
    private static final Instant END = NOW.plus(Duration.ofHours(100));
    private static final byte[] OF = new byte[32];
    private static final Map<String, Boolean> FEATURES = Map.of("autoperf", true, "analysis", false, "flight", true);

    private static LicenseState held() {
        var license = new License("Harbour", "professional", END, "srv_1", "");
        return LicenseState.answered(OF, new Entitled(license, FEATURES), null, NOW);
    }

    private static LicenseState refused(LicenseState before) {
        var license = new License("", "", null, "", "the server refuses the key (403): revoked");
        return LicenseState.answered(OF, new Entitled(license, Map.of()), before, NOW);
    }

    private static void assertAllWithheld(String why, Standing standing) {
        assertEquals(Standing.State.INVALID, standing.state());
        assertEquals(why, standing.detail());
        assertEquals(Map.of(Feature.AUTOPERF, why, Feature.ANALYSIS, why), standing.withheld());
    }

    @Test
    void withholdsWhatItDoesNotHave() {
        var standing = held().standing(NOW);
        assertEquals(Standing.State.VALID, standing.state());
        assertEquals(Map.of(Feature.ANALYSIS, "the licence does not have the feature analysis"), standing.withheld());
        assertNull(standing.graceUntil());
    }

    @Test
    void withholdsAllWhereTheServerSaysNo() {
        assertAllWithheld(
                "the server refuses the key (403): revoked", refused(held()).standing(NOW));
        var away = LicenseState.unanswered(OF, "away", refused(held()), NOW.plusSeconds(60));
        assertAllWithheld("the server refuses the key (403): revoked", away.standing(NOW.plusSeconds(60)));
    }

    @Test
    void keepsWhatWasAllowedForThreeDaysWhileTheServerIsAway() {
        var away = LicenseState.unanswered(OF, "it does not answer", held(), NOW.plus(Duration.ofHours(1)));
        var grace = away.standing(NOW.plus(Duration.ofDays(3)).minusSeconds(1));
        assertEquals(Standing.State.GRACE, grace.state());
        assertEquals(NOW.plus(Duration.ofDays(3)), grace.graceUntil());
        assertEquals("it does not answer", grace.detail());
        assertEquals(Set.of(Feature.ANALYSIS), grace.withheld().keySet());
        assertAllWithheld(
                "the licence server has given no answer since 2026-11-23T02:42:33Z: it does not answer",
                away.standing(NOW.plus(Duration.ofDays(3))));
    }

    @Test
    void givesNoGraceBeyondItsEndNorToWhatNeverHeld() {
        var late = LicenseState.unanswered(OF, "away", held(), END.minusSeconds(2));
        assertAllWithheld("it expired at " + END, held().standing(END));
        assertAllWithheld("it expired at " + END, late.standing(END));
        var never = LicenseState.unanswered(OF, "it does not answer", null, NOW);
        assertAllWithheld("the licence server has never said that it holds: it does not answer", never.standing(NOW));
    }

    @Test
    void asksOncePerHourAndSoonerWhereThereWasNoAnswer() {
        assertFalse(held().isDue(NOW.plus(Duration.ofMinutes(59))));
        assertTrue(held().isDue(NOW.plus(Duration.ofHours(1))));
        var away = LicenseState.unanswered(OF, "away", held(), NOW);
        assertFalse(away.isDue(NOW.plus(Duration.ofMinutes(4))));
        assertTrue(away.isDue(NOW.plus(Duration.ofMinutes(5))));
        assertTrue(held().isDue(NOW.minusSeconds(1)), "the clock was set back");
    }

    @Test
    void tellsEverybodyHowItStands() {
        var view = LicenseView.of(held().standing(NOW), Optional.of("waddleperf"), Optional.of(held()));
        assertEquals("Harbour", view.customer());
        assertEquals(NOW, view.heldAt());
        assertEquals(
                new LicenseView.FeatureView(Feature.AUTOPERF, true, ""),
                view.features().getFirst());
        assertEquals(
                new LicenseView.FeatureView(Feature.ANALYSIS, false, "the licence does not have the feature analysis"),
                view.features().getLast());
        var none = LicenseView.of(Standing.notNeeded(), Optional.empty(), Optional.empty());
        assertTrue(none.features().stream().allMatch(LicenseView.FeatureView::allowed));
        assertNull(none.customer());
    }
}
