package io.waddleperf.api.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waddleperf.contracts.catalogue.Audience;
import io.waddleperf.contracts.catalogue.CatalogueEntry;
import io.waddleperf.contracts.catalogue.CatalogueFiles;
import io.waddleperf.contracts.kafka.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A topic as one shows it to whoever wants to read it.
///
/// @param cleanup          what Kafka does with old records, as it calls it
/// @param retentionUs      how long a record stays; null where the newest of each key stays for ever
/// @param partitions       null where Kafka did not tell, as the next two; or where there is no such topic yet
public record TopicView(
        String name,
        String description,
        Audience audience,
        String key,
        String cleanup,
        @Nullable Long retentionUs,
        List<String> writers,
        List<String> readers,
        String contentType,
        List<Event> events,
        @Nullable Integer partitions,
        @Nullable Double recordsPerSecond,
        @Nullable List<TopicFlow.GroupLag> groups) {
    private static final String SCHEMAS = "/api/v1/topics/schemas/";
    private static final JsonMapper JSON = new JsonMapper();

    /// What a value can be.
    ///
    /// @param type   in the header `ce_type`
    /// @param schema where its JSON Schema is; null where it is no JSON
    /// @param sample made up; null where it is no JSON, and of what is secret
    public record Event(
            String type, @Nullable String schema, @Nullable JsonNode sample) {
        static Event of(Topic<?> event) {
            var name = CatalogueFiles.schemaName(event);
            var sample = name.flatMap(CatalogueFiles::schema)
                    .map(schema -> tree(schema).path("examples").path(0))
                    .filter(found -> !found.isMissingNode());
            return new Event(event.ceType(), name.map(SCHEMAS::concat).orElse(null), sample.orElse(null));
        }

        private static JsonNode tree(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a schema of ours is no JSON", e);
            }
        }
    }

    static TopicView of(CatalogueEntry entry) {
        Topic<?> topic = entry.topic();
        boolean forEver = topic.cleanup() == Topic.Cleanup.COMPACT;
        return new TopicView(
                topic.name(),
                entry.description(),
                entry.audience(),
                topic.keyedBy(),
                topic.cleanup().policy(),
                forEver ? null : topic.retention().toMillis() * 1_000,
                entry.writers(),
                entry.readers(),
                topic.contentType(),
                entry.events().stream().map(Event::of).toList(),
                null,
                null,
                null);
    }

    TopicView with(@Nullable TopicFlow flow) {
        return flow == null
                ? this
                : new TopicView(
                        name,
                        description,
                        audience,
                        key,
                        cleanup,
                        retentionUs,
                        writers,
                        readers,
                        contentType,
                        events,
                        flow.partitions(),
                        flow.recordsPerSecond(),
                        flow.groups());
    }
}
