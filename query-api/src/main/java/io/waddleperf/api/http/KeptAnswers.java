package io.waddleperf.api.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The answers to the questions that were asked last. Each is made by one at a time, once for each
/// version of what it is made of.
///
/// @param <Q> a question; who may ask it is a part of it
public final class KeptAnswers<Q> {
    /// For somebody else who makes the same answer.
    private static final Duration MOST_WAIT = Duration.ofSeconds(5);

    /// Under its own lock.
    private final Map<Q, Slot> slots;

    private static final class Slot {
        private final ReentrantLock making = new ReentrantLock();
        private volatile @Nullable KeptAnswer answer;
    }

    /// @param most questions whose answers are kept
    public KeptAnswers(int most) {
        slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Q, Slot> eldest) {
                return size() > most;
            }
        };
    }

    /// @param version of what the answer would be made of now; the answer is of this or a later one
    /// @param json    makes it
    /// @throws ProblemException where somebody else has been making it for longer than anybody waits
    public KeptAnswer to(Q question, long version, Supplier<byte[]> json) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(question, _ -> new Slot());
        }
        KeptAnswer known = slot.answer;
        if (known != null && known.version() >= version) {
            return known;
        }
        lock(slot.making);
        try {
            known = slot.answer;
            if (known == null || known.version() < version) {
                known = KeptAnswer.of(version, json.get());
                slot.answer = known;
            }
            return known;
        } finally {
            slot.making.unlock();
        }
    }

    private static void lock(ReentrantLock making) {
        try {
            if (!making.tryLock(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.of(ProblemKind.BUSY, "the paths are still being read; try again soon");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(ProblemKind.BUSY, "WaddlePerf is stopping", e);
        }
    }
}
