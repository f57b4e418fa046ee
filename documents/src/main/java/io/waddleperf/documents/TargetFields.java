package io.waddleperf.documents;

import io.waddleperf.contracts.Target;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is tested: docs/reference/config-file.md shows the fields.
public final class TargetFields {
    private TargetFields() {}

    /// @param id null: its address
    public static Target read(FieldMap map, @Nullable String id) {
        String address = map.text("address");
        boolean owned = map.flag("owned", Addresses.isPrivate(address));
        var dependsOn = map.texts("dependsOn");
        return new Target(
                id == null ? Addresses.id(address) : id,
                address,
                owned,
                map.textMap("labels"),
                1,
                dependsOn.isEmpty() ? null : dependsOn,
                LocationFields.readOrNull(map));
    }

    /// Whether what lies before a target leads back to it.
    public static boolean leadsBack(String id, Collection<Target> targets) {
        Map<String, Target> byId = targets.stream().collect(Collectors.toMap(Target::id, Function.identity()));
        var before = new HashSet<String>();
        addAllBefore(id, byId, before);
        return before.contains(id);
    }

    private static void addAllBefore(String id, Map<String, Target> targets, Set<String> before) {
        Target target = targets.get(id);
        if (target != null) {
            target.dependsOnOrNone().stream().filter(before::add).forEach(next -> addAllBefore(next, targets, before));
        }
    }
}
