package io.waddleperf.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Supplier;

/// The answers to the questions that were asked last. Each is made by one at a time, once for each
/// version of what it is made of; others who ask the same wait as long as its maker does.
///
/// @param <Q> a question; who may ask it is a part of it
public final class KeptAnswers<Q> {
    /// Nobody asks for an old version, and who pages through a list asks for each page once.
    private static final Duration KEPT = Duration.ofSeconds(10);

    private record Key<Q>(Q question, long version) {}

    private final Cache<Key<Q>, KeptAnswer> answers;

    /// @param mostBytes of all that are kept together
    public KeptAnswers(long mostBytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .<Key<Q>, KeptAnswer>weigher((_, answer) -> answer.json().length + answer.gzip().length)
                .expireAfterAccess(KEPT)
                .build();
    }

    /// @param version of what the answer is made of now
    /// @param json    makes it; what it throws is thrown to all who wait for it
    public KeptAnswer to(Q question, long version, Supplier<byte[]> json) {
        return answers.get(new Key<>(question, version), _ -> KeptAnswer.of(json.get()));
    }
}
