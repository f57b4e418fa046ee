package io.waddleperf.cli.imports;

import io.waddleperf.cli.Plain;
import io.waddleperf.cli.imports.Document.Kind;
import io.waddleperf.contracts.Endpoint;
import io.waddleperf.contracts.Require;
import io.waddleperf.documents.CheckFields;
import io.waddleperf.documents.FieldException;
import io.waddleperf.documents.FieldMap;
import io.waddleperf.documents.LabelRules;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What was found so far: documents in the order in which they refer to one another, and what of the other tool's
/// configuration has no counterpart.
final class Imported {
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, Document> checks = new LinkedHashMap<>();
    private final Map<String, Document> schedules = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>(); // what many inherit is said once

    private record Target(Document document, Map<String, String> labels, Place place) {}

    /// Something that is lost.
    void note(Place place, String words) {
        notes.add(place + ": " + Plain.line(words));
    }

    /// @throws io.waddleperf.cli.CommandFailure where it cannot be a target, or another one has its name
    void target(Place place, String name, Map<String, String> labels, Map<String, Object> spec) {
        requireName(place, name);
        requireAddress(place, String.valueOf(spec.get("address")));
        requireLabels(place, labels);
        var whole = new LinkedHashMap<>(spec);
        if (!labels.isEmpty()) {
            whole.put("labels", labels);
        }
        var old = targets.putIfAbsent(name, new Target(new Document(Kind.Target, name, whole), labels, place));
        if (old != null) {
            throw place.wrong("the target " + name + " stands at " + old.place() + " already");
        }
    }

    boolean hasTarget(String name) {
        return targets.containsKey(name);
    }

    /// The labels of a target that is known.
    Map<String, String> labels(String name) {
        var known = targets.get(name);
        return known == null ? Map.of() : known.labels();
    }

    /// @param place where it comes from
    /// @throws io.waddleperf.cli.CommandFailure where no test takes that
    void check(Place place, String name, Map<String, Object> spec) {
        try {
            var _ = new FieldMap("", spec).as(fields -> CheckFields.readNamed(fields, name));
        } catch (FieldException e) {
            throw place.wrong("the check " + name + " that comes of it: " + e.sentence("it"));
        }
        checks.put(name, new Document(Kind.Check, name, spec));
    }

    void schedule(String name, Map<String, Object> spec) {
        schedules.put(name, new Document(Kind.Schedule, name, spec));
    }

    private static void requireName(Place place, String name) {
        try {
            Require.name("a name", name);
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static void requireLabels(Place place, Map<String, String> labels) {
        try {
            var _ = LabelRules.require(labels);
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static void requireAddress(Place place, String address) {
        try {
            var _ = Endpoint.parse(address);
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }

    /// The documents, with what is lost as comments before them; that is said to whoever looks on, too.
    void print(PrintStream out, PrintStream err) {
        if (!notes.isEmpty()) {
            out.println("# Not carried over:");
            notes.forEach(note -> {
                out.println("# " + note);
                err.println("not carried over: " + note);
            });
        }
        targets.values().forEach(target -> print(out, target.document()));
        checks.values().forEach(document -> print(out, document));
        schedules.values().forEach(document -> print(out, document));
        out.flush();
        err.println(Plain.counted(targets.size(), "target") + ", " + Plain.counted(checks.size(), "check") + ", "
                + Plain.counted(schedules.size(), "schedule") + "; `./waddleperf apply` takes them");
    }

    private static void print(PrintStream out, Document document) {
        out.print("---\n" + document.yaml());
    }
}
