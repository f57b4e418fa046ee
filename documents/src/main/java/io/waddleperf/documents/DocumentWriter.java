package io.waddleperf.documents;

import io.avaje.json.mapper.JsonMapper;
import io.waddleperf.contracts.Channel;
import io.waddleperf.contracts.Check;
import io.waddleperf.contracts.EscalationPlan;
import io.waddleperf.contracts.Family;
import io.waddleperf.contracts.Location;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Schedule;
import io.waddleperf.contracts.Severity;
import io.waddleperf.contracts.Silence;
import io.waddleperf.contracts.Target;
import io.waddleperf.contracts.TestSpec;
import io.waddleperf.contracts.Threshold;
import io.waddleperf.contracts.Timing;
import io.waddleperf.contracts.Window;
import io.waddleperf.contracts.WireName;
import io.waddleperf.contracts.kafka.WireCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes things as documents that read as the same things: what is as usual is left out.
public final class DocumentWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Parameters that people call otherwise: `name` is that of the check, and there is one `expect`.
    private static final Map<String, String> WORDS = Map.of("name", "query", "expectResponse", "expect");

    private DocumentWriter() {}

    /// @param labels by which documents belong together
    public static Map<String, Object> document(
            DocumentKind kind, String name, Map<String, String> labels, Map<String, Object> spec) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", name);
        put(metadata, "labels", labels);
        var document = new LinkedHashMap<String, Object>();
        document.put("apiVersion", Document.API_VERSION);
        document.put("kind", kind.wireName());
        document.put("metadata", metadata);
        document.put("spec", spec);
        return document;
    }

    public static Map<String, Object> spec(Target target) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("address", target.address());
        spec.put("owned", target.owned());
        put(spec, "labels", target.labels());
        put(spec, "dependsOn", target.dependsOnOrNone());
        putLocation(spec, target.location());
        return spec;
    }

    /// Of a site.
    public static Map<String, Object> spec(Location location) {
        var spec = new LinkedHashMap<String, Object>();
        putLocation(spec, location);
        return spec;
    }

    public static Map<String, Object> spec(Probe probe) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("labels", new TreeMap<>(probe.labels()));
        putLocation(spec, probe.location());
        return spec;
    }

    public static Map<String, Object> spec(Check check) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("test", check.spec().test().wireName());
        Map<String, Object> usual = JSON.fromJsonObject(
                WireCodec.text(TestSpec.defaultOf(check.spec().test())));
        JSON.fromJsonObject(WireCodec.text(check.spec())).forEach((name, value) -> {
            if (!name.equals("type") && value != null && !value.equals(usual.get(name))) {
                putInWords(spec, WORDS.getOrDefault(name, name), value);
            }
        });
        put(spec, "families", check.families().stream().map(Family::wireName).toList());
        putTime(spec, "every", check.intervalUs());
        return spec;
    }

    /// A time of microseconds or seconds is written with its unit.
    private static void putInWords(Map<String, Object> spec, String name, Object value) {
        if (name.endsWith("Us") && value instanceof Number us) {
            spec.put(name.substring(0, name.length() - "Us".length()), Units.text(us.longValue()));
        } else if (name.endsWith("Seconds") && value instanceof Number seconds) {
            spec.put(
                    name.substring(0, name.length() - "Seconds".length()), Units.text(seconds.longValue() * 1_000_000));
        } else if (value instanceof Map<?, ?> group) {
            var inner = new LinkedHashMap<String, Object>();
            group.forEach((key, one) -> {
                if (one != null) {
                    putInWords(inner, String.valueOf(key), one);
                }
            });
            spec.put(name, inner);
        } else if (!(value instanceof List<?> list && list.isEmpty())) {
            spec.put(name, value);
        }
    }

    /// @param named the checks that documents describe, by name
    public static Map<String, Object> spec(Schedule schedule, Map<String, Check> named) {
        var spec = new LinkedHashMap<String, Object>();
        if (!schedule.enabled()) {
            spec.put("enabled", false);
        }
        put(spec, "targets", schedule.targets());
        put(spec, "checks", checks(schedule.checks(), named));
        put(spec, "probes", schedule.probes());
        if (!schedule.byCron()) {
            putTime(spec, "interval", schedule.intervalUs());
        }
        if (schedule.timing() != null) {
            putTiming(spec, schedule.timing());
        }
        if (schedule.escalation() != null) {
            spec.put("escalation", plan(schedule.escalation(), named));
        }
        return spec;
    }

    /// By name where the name says it all.
    private static List<Object> checks(List<Check> checks, Map<String, Check> named) {
        return checks.stream()
                .map(check -> {
                    Check usual = CheckFields.defaultNamed(check.name());
                    return check.equals(usual == null ? named.get(check.name()) : usual)
                            ? (Object) check.name()
                            : whole(check);
                })
                .toList();
    }

    private static Map<String, Object> whole(Check check) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("name", check.name());
        whole.putAll(spec(check));
        return whole;
    }

    private static void putTiming(Map<String, Object> spec, Timing timing) {
        if (timing.cron() != null) {
            spec.put("cron", timing.cron().expression());
            spec.put("zone", timing.cron().zone());
        }
        put(
                spec,
                "windows",
                timing.windows().stream().map(DocumentWriter::window).toList());
        putTime(spec, "slip", timing.slipUs());
        if (timing.priority() != null) {
            spec.put("priority", timing.priority());
        }
    }

    private static Map<String, Object> window(Window window) {
        var spec = new LinkedHashMap<String, Object>();
        put(spec, "days", window.days());
        spec.put("from", window.from());
        spec.put("to", window.to());
        spec.put("zone", window.zone());
        return spec;
    }

    private static Map<String, Object> plan(EscalationPlan plan, Map<String, Check> named) {
        var usual = EscalationPlan.DEFAULT;
        var spec = new LinkedHashMap<String, Object>();
        putUnless(spec, "deepestTier", plan.deepestTier(), usual.deepestTier());
        putUnless(spec, "approveTier3", plan.approveTier3(), usual.approveTier3());
        putTimeUnless(spec, "confirmEvery", plan.confirmEveryUs(), usual.confirmEveryUs());
        putTimeUnless(spec, "tier2CoolDown", plan.tier2CoolDownUs(), usual.tier2CoolDownUs());
        putTimeUnless(spec, "tier3CoolDown", plan.tier3CoolDownUs(), usual.tier3CoolDownUs());
        put(spec, "tier2", checks(plan.tier2(), named));
        put(spec, "tier3", checks(plan.tier3(), named));
        return spec;
    }

    public static Map<String, Object> spec(Threshold rule) {
        var spec = new LinkedHashMap<String, Object>();
        putUnless(spec, "enabled", rule.enabled(), true);
        put(spec, "match", rule.match());
        spec.put("metric", rule.metric());
        boolean first = rule.tier() == 1;
        putUnless(spec, "tier", rule.tier(), 1);
        spec.put("enter", amount(rule.metric(), rule.enter()));
        if (rule.exit() != null) {
            spec.put("exit", amount(rule.metric(), rule.exit()));
        }
        putUnless(spec, "breaches", rule.breaches(), first ? 2 : 1);
        putUnless(spec, "of", rule.of(), first ? 3 : 1);
        putUnless(spec, "clears", rule.clears(), 3);
        putUnless(spec, "severity", rule.severity().wireName(), Severity.WARNING.wireName());
        put(
                spec,
                "countsAlso",
                rule.countsAlso().stream().map(WireName::wireName).toList());
        return spec;
    }

    /// A time where the metric is one and nobody would rather write a number.
    private static Object amount(String metric, double bound) {
        if (bound != Math.rint(bound)) {
            return bound;
        }
        return metric.endsWith("Us") && bound <= Schedule.LONGEST_US ? Units.text((long) bound) : (Object) (long) bound;
    }

    public static Map<String, Object> spec(Silence silence) {
        var spec = new LinkedHashMap<String, Object>();
        putUnless(spec, "kind", silence.kind().wireName(), Silence.Kind.SILENCE.wireName());
        put(spec, "match", silence.match());
        spec.put("startsAt", silence.startsAt().toString());
        spec.put("endsAt", silence.endsAt().toString());
        if (!silence.comment().isBlank()) {
            spec.put("comment", silence.comment());
        }
        return spec;
    }

    public static Map<String, Object> spec(Channel channel) {
        return ChannelWriter.spec(channel);
    }

    private static void putLocation(Map<String, Object> spec, @Nullable Location location) {
        if (location != null) {
            spec.put(LocationFields.KEY, LocationFields.written(location));
        }
    }

    private static void put(Map<String, Object> spec, String name, List<?> list) {
        if (!list.isEmpty()) {
            spec.put(name, list);
        }
    }

    /// In an order that does not change.
    private static void put(Map<String, Object> spec, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            spec.put(name, new TreeMap<>(texts));
        }
    }

    private static void putTime(Map<String, Object> spec, String name, @Nullable Long us) {
        if (us != null) {
            spec.put(name, Units.text(us));
        }
    }

    private static void putTimeUnless(Map<String, Object> spec, String name, long us, long usual) {
        if (us != usual) {
            putTime(spec, name, us);
        }
    }

    private static void putUnless(Map<String, Object> spec, String name, Object value, Object usual) {
        if (!Objects.equals(value, usual)) {
            spec.put(name, value);
        }
    }
}
