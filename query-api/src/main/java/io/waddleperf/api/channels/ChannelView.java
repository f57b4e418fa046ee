package io.waddleperf.api.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A channel, and what the notifier makes of it.
///
/// @param version     null: it stands in the notifier's own file
/// @param destination null: the same, or it is not shown to this caller
/// @param route       null: the same
record ChannelView(
        String id,
        String type,
        Origin origin,
        boolean enabled,
        @Nullable Long version,
        @Nullable JsonNode destination,
        @Nullable JsonNode route,
        State state) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The notifier is heard of every half minute.
    private static final Duration SILENT_AFTER = Duration.ofMinutes(2);

    /// Where it stands.
    enum Origin implements WireName {
        API("api"),
        /// In the file or on the command line of the notifier.
        NOTIFIER("notifier");

        private final String wireName;

        Origin(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// How far it has come.
    enum Phase implements WireName {
        IN_FORCE("in-force"),
        /// The notifier has not taken this version yet.
        BEHIND("behind"),
        /// The notifier cannot tell anything by it.
        BROKEN("broken"),
        /// The notifier's own file has one of this name, which is used instead.
        SHADOWED("shadowed"),
        /// The notifier was not heard of for two minutes, or never.
        SILENT("silent");

        private final String wireName;

        Phase(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// @param detail  in words; null: nothing is to say, or not to this caller
    /// @param heardAt when the notifier told of it last; null: it never did
    record State(
            Phase phase, @Nullable String detail, @Nullable Instant heardAt) {}

    /// A channel of the configuration.
    ///
    /// @param known null: the notifier has told nothing of that name
    static ChannelView of(Channel channel, @Nullable NotifierChannel known, boolean notifierIsHeard) {
        JsonNode json = json(channel);
        return new ChannelView(
                channel.id(),
                channel.destination().wireName(),
                Origin.API,
                channel.enabled(),
                channel.version(),
                json.get("destination"),
                json.get("route"),
                state(channel, known, notifierIsHeard));
    }

    /// One of the notifier's own.
    static ChannelView of(NotifierChannel own, boolean notifierIsHeard) {
        return new ChannelView(
                own.name(), own.kind(), Origin.NOTIFIER, true, null, null, null, state(own, notifierIsHeard));
    }

    private static State state(Channel channel, @Nullable NotifierChannel known, boolean notifierIsHeard) {
        if (known == null) {
            return notifierIsHeard
                    ? new State(Phase.BEHIND, "the notifier has not taken it yet", null)
                    : new State(Phase.SILENT, "no notifier is heard of", null);
        }
        if (known.isOwn()) {
            return new State(
                    Phase.SHADOWED,
                    "the notifier's own file has a channel of this name, which is used instead",
                    known.updatedAt());
        }
        if (notifierIsHeard && known.version() < channel.version()) {
            return new State(Phase.BEHIND, "the notifier still has version " + known.version(), known.updatedAt());
        }
        return state(known, notifierIsHeard);
    }

    private static State state(NotifierChannel known, boolean notifierIsHeard) {
        if (!notifierIsHeard) {
            return new State(Phase.SILENT, "the notifier was heard of last at " + known.updatedAt(), known.updatedAt());
        }
        return known.problem().isEmpty()
                ? new State(Phase.IN_FORCE, null, known.updatedAt())
                : new State(Phase.BROKEN, known.problem(), known.updatedAt());
    }

    static boolean isHeard(@Nullable Instant newest, Instant now) {
        return newest != null && newest.plus(SILENT_AFTER).isAfter(now);
    }

    /// Without what is nobody's business who may not change it: addresses, names of sites and hosts.
    ChannelView withheld() {
        return new ChannelView(
                id, type, origin, enabled, version, null, null, new State(state.phase, null, state.heardAt));
    }

    private static JsonNode json(Channel channel) {
        try {
            return JSON.readTree(WireCodec.text(channel));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the codec writes JSON", e);
        }
    }
}
