package io.waddleperf.api.geo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives the service under test a file by which 203.0.113.0/24 is in Tokyo.
public final class CitiesFile implements QuarkusTestResourceLifecycleManager {
    private @Nullable Path file;

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile("waddleperf-cities-", ".mmdb");
            new MaxMindFile()
                    .put("203.0.113.0", 24, MaxMindFile.city("JP", 35.68, 139.69, "Asia/Tokyo"))
                    .write(file, "GeoLite2-City");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(GeoIp.SETTING, file.toString());
    }

    @Override
    public void stop() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
