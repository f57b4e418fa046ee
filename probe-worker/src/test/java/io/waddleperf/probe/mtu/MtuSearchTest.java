package io.waddleperf.probe.mtu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class MtuSearchTest {
    private static final InetAddress ROUTER = InetAddress.ofLiteral("10.1.0.2");
    private int sent;

    /// What becomes of a packet.
    private interface Path {
        void carry(MtuSearch search, int size);
    }

    @Test
    void takesTheOfferOfWhoeverSaysThatAPacketIsTooBig() {
        var search = searched(told(1_400));
        assertEquals(1_400, search.works());
        assertEquals(new MtuSearch.Limit.Told(ROUTER), search.limit());
        assertEquals(3, sent);
    }

    @Test
    void findsEachSizeWhereNobodyAnswersForLargerOnes() {
        for (int mtu = 68; mtu < 9_000; mtu += 7) {
            var search = searched(silent(mtu));
            assertEquals(mtu, search.works());
            assertInstanceOf(MtuSearch.Limit.Silence.class, search.limit());
        }
    }

    @Test
    void findsWhatRoutersOfOldDoNotSay() {
        var search = searched((one, size) -> {
            if (size <= 1_006) {
                one.answered(size);
            } else {
                one.told(size, 0, ROUTER);
            }
        });
        assertEquals(1_006, search.works());
        assertEquals(new MtuSearch.Limit.Told(ROUTER), search.limit());
    }

    @Test
    void doesNotTakeAnOfferThatDoesNotGetThrough() {
        var search = searched((one, size) -> {
            if (size > 1_400) {
                one.told(size, 1_400, ROUTER);
            } else if (size <= 1_300) {
                one.answered(size);
            } else {
                one.silent(size);
            }
        });
        assertEquals(1_300, search.works());
        assertInstanceOf(MtuSearch.Limit.Silence.class, search.limit());
    }

    @Test
    void namesTheNarrowestOfSeveralRouters() {
        var second = InetAddress.ofLiteral("10.2.0.2");
        var search = searched((one, size) -> {
            if (size > 1_500) {
                one.tooBigForInterface(size, 1_500);
            } else if (size > 1_400) {
                one.told(size, 1_400, ROUTER);
            } else if (size > 1_280) {
                one.told(size, 1_280, second);
            } else {
                one.answered(size);
            }
        });
        assertEquals(1_280, search.works());
        assertEquals(new MtuSearch.Limit.Told(second), search.limit());
    }

    @Test
    void endsAtTheLargestAskedFor() {
        var search = searched(silent(10_000));
        assertEquals(9_000, search.works());
        assertNull(search.limit());
        assertEquals(2, sent);
    }

    @Test
    void givesUpWhereNotEvenSmallPacketsAreAnswered() {
        var search = searched(MtuSearch::silent);
        assertEquals(0, search.works());
        assertEquals(3, sent);
    }

    /// One of 10 answers is lost, that of routers too.
    @Test
    void isRarelyFooledByLoss() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        assertTrue(right(silent(1_400), random) >= 990, "black hole");
        assertTrue(right(told(1_400), random) >= 990, "told");
    }

    private int right(Path path, RandomGenerator random) {
        int right = 0;
        for (int i = 0; i < 1_000; i++) {
            var search = searched((one, size) -> {
                if (random.nextInt(10) == 0) {
                    one.silent(size);
                } else {
                    path.carry(one, size);
                }
            });
            right += search.works() == 1_400 ? 1 : 0;
        }
        return right;
    }

    private static Path told(int mtu) {
        return (search, size) -> {
            if (size <= mtu) {
                search.answered(size);
            } else {
                search.told(size, mtu, ROUTER);
            }
        };
    }

    private static Path silent(int mtu) {
        return (search, size) -> {
            if (size <= mtu) {
                search.answered(size);
            } else {
                search.silent(size);
            }
        };
    }

    private MtuSearch searched(Path path) {
        var search = new MtuSearch(68, 9_000);
        sent = 0;
        for (OptionalInt size = search.next(); size.isPresent(); size = search.next()) {
            sent++;
            path.carry(search, size.getAsInt());
        }
        assertTrue(sent <= 40, () -> sent + " packets");
        return search;
    }
}
