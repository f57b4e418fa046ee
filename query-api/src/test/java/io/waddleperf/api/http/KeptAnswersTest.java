package io.waddleperf.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeptAnswersTest {
    private final AtomicInteger made = new AtomicInteger();
    private final KeptAnswers<String> answers = new KeptAnswers<>(1 << 20);

    private byte[] make() {
        return ("{\"made\":" + made.incrementAndGet() + '}').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void makesEachVersionOfAnAnswerOnce() {
        KeptAnswer first = answers.to("a", 1, this::make);
        assertSame(first, answers.to("a", 1, this::make));
        assertNotSame(first, answers.to("b", 1, this::make), "another question");
        KeptAnswer second = answers.to("a", 2, this::make);
        assertEquals("{\"made\":3}", new String(second.json(), StandardCharsets.UTF_8));
        assertSame(second, answers.to("a", 2, this::make));
        assertEquals(3, made.get());
    }

    @Test
    void keepsNoMoreThanItMay() {
        var small = new KeptAnswers<String>(1);
        small.to("a", 1, this::make);
        Await.until("it was let go", Duration.ofSeconds(20), () -> {
            small.to("a", 1, this::make);
            return made.get() > 1;
        });
    }

    @Test
    void oneMakesItForAllWhoWait() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Supplier<byte[]> slow = () -> {
            begun.countDown();
            await(go);
            return make();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> answers.to("a", 1, slow)))
                    .toList();
            await(begun);
            go.countDown();
            var got = new HashSet<KeptAnswer>();
            for (Future<KeptAnswer> answer : asking) {
                got.add(answer.get(10, TimeUnit.SECONDS));
            }
            assertEquals(1, got.size());
        }
        assertEquals(1, made.get());
    }

    @Test
    void anAnswerThatFailedIsMadeAgain() {
        Supplier<byte[]> away = () -> {
            throw new IllegalStateException("the database is away");
        };
        assertThrows(IllegalStateException.class, () -> answers.to("a", 1, away));
        answers.to("a", 1, this::make);
        assertEquals(1, made.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
