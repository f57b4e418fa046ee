package io.waddleperf.api.geo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gives the service under test files by which 203.0.113.0/24 is in Tokyo and of AS64500, as is 2001:db8::/32.
public final class AddressFiles implements QuarkusTestResourceLifecycleManager {
    private final List<Path> files = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            Path cities = file();
            new MaxMindFile()
                    .put("203.0.113.0", 24, MaxMindFile.city("JP", 35.68, 139.69, "Asia/Tokyo"))
                    .write(cities, "GeoLite2-City");
            Path systems = file();
            new MaxMindFile()
                    .put("203.0.113.0", 24, MaxMindFile.asn(64_500, "Example Transit"))
                    .put("2001:db8::", 32, MaxMindFile.asn(64_500, "Example Transit"))
                    .write(systems, "GeoLite2-ASN");
            return Map.of(GeoIp.SETTING, cities.toString(), AddressNetworks.SETTING, systems.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() throws IOException {
        Path file = Files.createTempFile("waddleperf-addresses-", ".mmdb");
        files.add(file);
        return file;
    }

    @Override
    public void stop() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
