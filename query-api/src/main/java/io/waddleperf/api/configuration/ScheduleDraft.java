package io.waddleperf.api.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waddleperf.api.http.FieldError;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.kinds.SpecReader;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import io.waddleperf.contracts.kafka.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a schedule that somebody wants, in the words of the topic. `createdAt` and `version` are there
/// to be read and are not looked at, so that what a caller has read may be sent back.
final class ScheduleDraft {
    private static final List<String> FIELDS = List.of(
            "id",
            "enabled",
            "probes",
            "targets",
            "checks",
            "intervalUs",
            "createdAt",
            "version",
            "escalation",
            "timing");
    private static final List<String> CHECK = List.of("name", "spec", "families", "intervalUs");
    private static final List<String> PLAN = List.of(
            "deepestTier", "approveTier3", "confirmEveryUs", "tier2CoolDownUs", "tier3CoolDownUs", "tier2", "tier3");
    private static final List<String> TIMING = List.of("cron", "windows", "slipUs", "priority");
    private static final String UNNAMED = "draft";
    private static final int MOST_TARGETS = 10_000;
    private static final int MOST_PROBES = 10_000;
    private static final int MOST_CHECKS = 100;
    private static final long USUAL_INTERVAL_US = 60_000_000;
    private static final JsonMapper JSON = new JsonMapper();

    private ScheduleDraft() {}

    /// @param id from the path
    /// @throws ProblemException says everything that is wrong with it
    static Schedule read(String id, byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        String given = body.text("id");
        body.require(given == null || given.equals(id), "id", "must be that of the path, " + id);
        return read(id, body);
    }

    /// One that need not have an id yet.
    static Schedule readUnnamed(byte[] json) {
        var body = JsonBody.read(json, FIELDS);
        return read(Objects.requireNonNullElse(body.text("id"), UNNAMED), body);
    }

    private static Schedule read(String id, JsonBody body) {
        boolean enabled = body.flag("enabled", true);
        var probes = body.namesOrNone("probes", MOST_PROBES);
        var targets = body.names("targets", MOST_TARGETS);
        var checks = checks(body, body.node("checks"), "checks");
        Long intervalUs = whole(body, body.node("intervalUs"), "intervalUs");
        var plan = plan(body);
        var timing = timing(body);
        return body.make(() -> new Schedule(
                id,
                enabled,
                probes,
                targets,
                checks,
                intervalUs == null ? USUAL_INTERVAL_US : intervalUs,
                Instant.EPOCH,
                1,
                plan,
                timing));
    }

    private static List<Check> checks(JsonBody body, @Nullable JsonNode list, String place) {
        if (list == null || (list.isArray() && list.isEmpty())) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_CHECKS) {
            body.require(false, place, "must be a list of at most " + MOST_CHECKS + " checks");
            return List.of();
        }
        var checks = new ArrayList<Check>();
        for (int i = 0; i < list.size(); i++) {
            Check check = check(body, list.get(i), place + '[' + i + ']');
            if (check != null) {
                checks.add(check);
            }
        }
        return checks;
    }

    private static @Nullable Check check(JsonBody body, JsonNode item, String place) {
        if (!item.isObject()) {
            body.require(false, place, "must be an object such as {\"name\":\"ping\",\"spec\":{\"type\":\"ping\"}}");
            return null;
        }
        body.requireKnown(item, place, CHECK);
        String name = body.name(item.get("name"), place + ".name");
        var spec = new SpecReader(body.errors()).read(item.get("spec"), place + ".spec");
        var families = families(body, item.path("families"), place + ".families");
        Long intervalUs = whole(body, item.get("intervalUs"), place + ".intervalUs");
        if (name.isEmpty() || spec == null) {
            return null;
        }
        try {
            return new Check(name, spec, families, intervalUs);
        } catch (IllegalArgumentException e) {
            body.require(false, place, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static List<Family> families(JsonBody body, JsonNode list, String place) {
        var known = Parameters.known(Family.values());
        var families = new ArrayList<Family>();
        for (JsonNode item : list) {
            known.stream()
                    .filter(family -> family.wireName().equals(item.textValue()))
                    .findFirst()
                    .ifPresentOrElse(
                            families::add,
                            () -> body.require(
                                    false,
                                    place,
                                    "must be of "
                                            + known.stream()
                                                    .map(WireName::wireName)
                                                    .toList()));
        }
        return families;
    }

    private static @Nullable Long whole(JsonBody body, @Nullable JsonNode node, String place) {
        if (node == null || node.isNull()) {
            return null;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToLong();
        body.require(fits, place, "must be a whole number of microseconds");
        return fits ? node.longValue() : null;
    }

    /// What is left out is as usual.
    private static @Nullable EscalationPlan plan(JsonBody body) {
        JsonNode sent = object(body, "escalation", PLAN);
        if (sent == null) {
            return null;
        }
        var tier2 = checks(body, sent.get("tier2"), "escalation.tier2");
        var tier3 = checks(body, sent.get("tier3"), "escalation.tier3");
        ObjectNode all = sent.deepCopy();
        all.remove(List.of("tier2", "tier3"));
        ObjectNode usual = usual();
        all.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> usual.set(member.getKey(), member.getValue()));
        EscalationPlan plan = part(body, "escalation", EscalationPlan.class, usual);
        return plan == null
                ? null
                : new EscalationPlan(
                        plan.deepestTier(),
                        plan.approveTier3(),
                        plan.confirmEveryUs(),
                        plan.tier2CoolDownUs(),
                        plan.tier3CoolDownUs(),
                        tier2,
                        tier3);
    }

    private static ObjectNode usual() {
        try {
            return (ObjectNode) JSON.readTree(WireCodec.text(EscalationPlan.DEFAULT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON", e);
        }
    }

    /// Null where it says nothing but the interval.
    private static @Nullable Timing timing(JsonBody body) {
        JsonNode sent = object(body, "timing", TIMING);
        if (sent == null) {
            return null;
        }
        if (sent.path("cron").isObject()) {
            body.requireKnown(sent.get("cron"), "timing.cron", List.of("expression", "zone"));
        }
        for (int i = 0; i < sent.path("windows").size(); i++) {
            body.requireKnown(
                    sent.get("windows").path(i), "timing.windows[" + i + ']', List.of("days", "from", "to", "zone"));
        }
        ObjectNode all = sent.deepCopy();
        if (all.path("windows").isMissingNode()) {
            all.putArray("windows");
        }
        Timing timing = part(body, "timing", Timing.class, all);
        return timing == null || timing.equals(new Timing(null, List.of(), null, null)) ? null : timing;
    }

    private static @Nullable JsonNode object(JsonBody body, String field, List<String> fields) {
        JsonNode sent = body.node(field);
        if (sent == null) {
            return null;
        }
        if (!sent.isObject()) {
            body.require(false, field, "must be an object with " + String.join(", ", fields));
            return null;
        }
        body.requireKnown(sent, field, fields);
        return sent;
    }

    private static <T> @Nullable T part(JsonBody body, String field, Class<T> type, JsonNode json) {
        try {
            return WireCodec.read(type, json.toString());
        } catch (WireFormatException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            body.errors().add(new FieldError(field, "is not one: " + cause.getMessage()));
            return null;
        }
    }
}
