package io.waddleperf.api.geo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a file in MaxMind's format (version 2.0 of its specification): a tree of the bits of addresses with records
/// of
/// 24 bits, then the data, then what kind of file it is. IPv4 is `::/96` in it.
final class MaxMindFile {
    private static final byte[] MARKER = {
        (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };
    private static final int SEPARATOR_BYTES = 16;
    private static final int NOTHING = Integer.MIN_VALUE;

    /// Two each: the number of the next node, below 0 the complement of that of a value, or [#NOTHING].
    private final List<int[]> nodes = new ArrayList<>(List.of(node()));
    private final List<Map<String, Object>> values = new ArrayList<>();

    private static int[] node() {
        return new int[] {NOTHING, NOTHING};
    }

    /// A number of 16 bits without a sign; others have 32.
    record Small(int value) {}

    /// A network and what is said of it; none lies within another.
    ///
    /// @param value texts, numbers, [Small] and such maps
    MaxMindFile put(String address, int prefixBits, Map<String, Object> value) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        int zeros = bytes.length == 4 ? 96 : 0;
        int length = zeros + prefixBits;
        values.add(value);
        int at = 0;
        for (int i = 0; i < length; i++) {
            int bit = i < zeros ? 0 : (bytes[(i - zeros) / 8] >> (7 - (i - zeros) % 8)) & 1;
            if (i == length - 1) {
                nodes.get(at)[bit] = ~(values.size() - 1);
            } else {
                if (nodes.get(at)[bit] == NOTHING) {
                    nodes.add(node());
                    nodes.get(at)[bit] = nodes.size() - 1;
                }
                at = nodes.get(at)[bit];
            }
        }
        return this;
    }

    /// A place as files of cities have it.
    static Map<String, Object> city(String country, double latitude, double longitude, String timeZone) {
        return Map.of(
                "country",
                Map.of("iso_code", country, "geoname_id", 1, "names", Map.of("en", "Somewhere")),
                "location",
                Map.of(
                        "latitude",
                        latitude,
                        "longitude",
                        longitude,
                        "time_zone",
                        timeZone,
                        "accuracy_radius",
                        new Small(20)));
    }

    /// An autonomous system as files of those have it.
    static Map<String, Object> asn(int number, String organization) {
        return Map.of("autonomous_system_number", number, "autonomous_system_organization", organization);
    }

    void write(Path file, String databaseType) throws IOException {
        var data = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        for (Map<String, Object> value : values) {
            offsets.add(data.size());
            encode(new DataOutputStream(data), value);
        }
        var whole = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int value = record == NOTHING
                        ? nodes.size()
                        : record >= 0 ? record : nodes.size() + SEPARATOR_BYTES + offsets.get(~record);
                whole.write(value >> 16);
                whole.write(value >> 8);
                whole.write(value);
            }
        }
        whole.write(new byte[SEPARATOR_BYTES]);
        data.writeTo(whole);
        whole.write(MARKER);
        encode(new DataOutputStream(whole), metadata(databaseType));
        Files.write(file, whole.toByteArray());
    }

    private Map<String, Object> metadata(String databaseType) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("node_count", nodes.size());
        metadata.put("record_size", new Small(24));
        metadata.put("ip_version", new Small(6));
        metadata.put("database_type", databaseType);
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", new Small(2));
        metadata.put("binary_format_minor_version", new Small(0));
        metadata.put("build_epoch", 1_800_000_000L);
        metadata.put("description", Map.of("en", "made by a test"));
        return metadata;
    }

    private static void encode(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, bytes.length);
                out.write(bytes);
            }
            case Double number -> {
                control(out, 3, Double.BYTES);
                out.writeDouble(number);
            }
            case Small number -> {
                control(out, 5, 2);
                out.writeShort(number.value);
            }
            case Integer number -> {
                control(out, 6, Integer.BYTES);
                out.writeInt(number);
            }
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                for (var entry : map.entrySet()) {
                    encode(out, entry.getKey());
                    encode(out, entry.getValue());
                }
            }
            case Long number -> {
                control(out, 9, Long.BYTES);
                out.writeLong(number);
            }
            case List<?> list -> {
                control(out, 11, list.size());
                for (Object item : list) {
                    encode(out, item);
                }
            }
            default -> throw new IllegalArgumentException("the format has no form for " + value.getClass());
        }
    }

    /// Type and size: types above 7 stand in a byte of their own, sizes from 29 on in part, too.
    private static void control(DataOutputStream out, int type, int size) throws IOException {
        int inControl = Math.min(size, 29);
        out.writeByte((type > 7 ? 0 : type << 5) | inControl);
        if (type > 7) {
            out.writeByte(type - 7);
        }
        if (inControl == 29) {
            out.writeByte(size - 29);
        }
    }
}
