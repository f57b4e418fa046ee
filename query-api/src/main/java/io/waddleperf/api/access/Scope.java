package io.waddleperf.api.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.contracts.Probe;
import io.waddleperf.contracts.Require;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The probes that somebody is about: those of some sites that have all of some tags. What a probe
/// has measured, its paths and incidents belong to the scopes that it belongs to.
///
/// @param sites any of these; empty: all
/// @param tags  labels of probes, all of these; empty: whatever they are
public record Scope(List<String> sites, Map<String, String> tags) {
    public static final Scope ALL = new Scope(List.of(), Map.of());
    public static final int MOST_SITES = 100;
    public static final int MOST_TAGS = 16;
    private static final JsonMapper JSON = new JsonMapper();

    public Scope {
        sites = List.copyOf(sites);
        Require.range("sites", sites.size(), 0, MOST_SITES);
        sites.forEach(site -> Require.name("sites", site));
        Require.range("tags", tags.size(), 0, MOST_TAGS);
        tags.forEach(Scope::requireTag);
        tags = Map.copyOf(tags);
    }

    private static void requireTag(String name, String value) {
        Require.that(name.matches("[A-Za-z0-9_./-]{1,64}"), "tags", name, "must be named by letters, digits or _./-");
        Require.that(!value.isBlank() && value.length() <= 256, "tags", value, "must be of 1 to 256 characters");
    }

    @JsonIgnore
    public boolean isWhole() {
        return sites.isEmpty() && tags.isEmpty();
    }

    public boolean covers(Probe probe) {
        return covers(probe.site(), probe.labels());
    }

    public boolean covers(String site, Map<String, String> labels) {
        return (sites.isEmpty() || sites.contains(site)) && labels.entrySet().containsAll(tags.entrySet());
    }

    /// Whether all that the other one covers is covered by this one, as far as that can be told
    /// without looking at probes.
    public boolean includes(Scope other) {
        boolean within = sites.isEmpty() || (!other.sites.isEmpty() && sites.containsAll(other.sites));
        return within && other.tags.entrySet().containsAll(tags.entrySet());
    }

    /// As it is stored.
    public String json() {
        try {
            return JSON.writeValueAsString(Map.of("sites", sites, "tags", new TreeMap<>(tags)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always written", e);
        }
    }

    /// @throws IllegalStateException where the text is no scope: nobody then sees anything
    public static Scope of(String json) {
        try {
            return JSON.readValue(json, Scope.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored scope cannot be read: " + json, e);
        }
    }
}
