package io.waddleperf.api.configuration;

import io.waddleperf.api.configuration.DocumentOrder.Name;
import io.waddleperf.contracts.WireName;
import io.waddleperf.documents.Document;
import io.waddleperf.documents.DocumentWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of each document, or would become of it.
///
/// @param applied whether it is so now: nothing was refused, and it was no dry run
/// @param items   one for each document, then one for each thing that is removed
record DocumentChanges(boolean applied, List<Item> items) {
    DocumentChanges {
        items = List.copyOf(items);
    }

    /// What became of one.
    enum Result implements WireName {
        CREATED("created"),
        CHANGED("changed"),
        UNCHANGED("unchanged"),
        REMOVED("removed"),
        REFUSED("refused");

        private final String wireName;

        Result(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// @param kind    null where it cannot be told
    /// @param name    null where it cannot be told
    /// @param pointer into the order, to what is wrong; null where nothing is
    /// @param detail  why it was refused, or what else there is to say
    /// @param before  the document of what there was, where that changes
    /// @param after   the document of what there is then, where that changes
    record Item(
            @Nullable String kind,
            @Nullable String name,
            Result result,
            @Nullable String pointer,
            @Nullable String detail,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        /// @param before null where it does not change
        static Item of(
                Document document,
                Result result,
                @Nullable String detail,
                @Nullable Map<String, Object> before,
                @Nullable Map<String, Object> after) {
            return new Item(document.kind().wireName(), document.name(), result, null, detail, before, after);
        }

        static Item gone(Name name, Map<String, String> labels, Map<String, Object> spec) {
            return new Item(
                    name.kind().wireName(),
                    name.name(),
                    Result.REMOVED,
                    null,
                    null,
                    DocumentWriter.document(name.kind(), name.name(), labels, spec),
                    null);
        }

        static Map<String, Object> written(Document document, Map<String, String> labels, Map<String, Object> spec) {
            return DocumentWriter.document(document.kind(), document.name(), labels, spec);
        }

        boolean refused() {
            return result == Result.REFUSED;
        }
    }
}
