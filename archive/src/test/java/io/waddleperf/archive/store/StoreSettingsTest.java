package io.waddleperf.archive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.archive.store.StoreSettings.Encryption;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreSettingsTest {
    private static final Map<String, String> BUCKET = Map.of("location", "s3://bucket/some/prefix");

    @Test
    void readsAFolder() {
        assertEquals(
                new StoreSettings.Directory(Path.of("/var/lib/archive")),
                read(Map.of("location", "dir:/var/lib/x/../archive")));
    }

    @Test
    void readsABucketWithItsDefaults() {
        assertEquals(
                new StoreSettings.S3(
                        "bucket", "some/prefix/", null, "us-east-1", null, new Encryption.None(), S3Limits.DEFAULT),
                read(BUCKET));
        assertEquals("", ((StoreSettings.S3) read(Map.of("location", "s3://bucket"))).prefix());
        assertEquals("", ((StoreSettings.S3) read(Map.of("location", "s3://bucket/"))).prefix());
    }

    @Test
    void readsWhatABucketNeedsBeside() {
        var all = Map.of(
                "location", "s3://bucket",
                "s3.endpoint", "https://s3.example.org:9000",
                "s3.region", "eu-central-1",
                "s3.access-key", "id",
                "s3.secret-key", "secret",
                "s3.encryption", "aws:kms",
                "s3.kms-key", "key");
        assertEquals(
                new StoreSettings.S3(
                        "bucket",
                        "",
                        URI.create("https://s3.example.org:9000"),
                        "eu-central-1",
                        new StoreSettings.Login("id", "secret"),
                        new Encryption.Kms("key"),
                        S3Limits.DEFAULT),
                read(all));
        assertTrue(!read(all).toString().contains("secret"), read(all).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "location, /var/lib/archive, must begin with dir: or s3://",
        "location, dir:archive, absolute",
        "location, s3://Bucket, 3 to 63",
        "location, s3://bucket/a/../b, key",
        "s3.endpoint, s3.example.org:9000, must be an address",
        "s3.endpoint, ftp://s3.example.org, must be an address",
        "s3.access-key, id, both",
        "s3.secret-key, hidden, both",
        "s3.encryption, aes, must be none",
        "s3.kms-key, key, only with"
    })
    void saysWhichSettingIsWrong(String name, String value, String part) {
        var settings = new java.util.HashMap<>(BUCKET);
        settings.put(name, value);
        var e = assertThrows(IllegalArgumentException.class, () -> read(settings));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
        assertTrue(!String.valueOf(e.getMessage()).contains("hidden"), e.getMessage());
    }

    @Test
    void saysThatALocationIsMissing() {
        assertThrows(IllegalArgumentException.class, () -> read(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> read(Map.of("location", " ")));
    }

    private static StoreSettings read(Map<String, String> settings) {
        return StoreSettings.of(
                name -> Optional.ofNullable(settings.get(name.substring("waddleperf.archive.".length()))));
    }
}
