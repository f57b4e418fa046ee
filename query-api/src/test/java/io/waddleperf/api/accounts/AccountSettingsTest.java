package io.waddleperf.api.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccountSettingsTest {
    private static AccountSettings settings(String accounts, boolean localOnly, String host, String token) {
        return settings(accounts, localOnly, host, List.of(), token);
    }

    private static AccountSettings settings(
            String accounts, boolean localOnly, String host, List<String> hosts, String token) {
        return new AccountSettings(
                accounts,
                localOnly,
                host,
                Optional.of(hosts),
                Optional.empty(),
                Optional.of(token).filter(text -> !text.isEmpty()));
    }

    /// Whatever was set: what faces a network asks for names.
    @ParameterizedTest
    @CsvSource({
        "loopback-open, true, 127.0.0.1, false",
        "loopback-open, true, localhost, false",
        "loopback-open, true, ::1, false",
        "loopback-open, true, 127.1.2.3, false",
        "loopback-open, true, 0.0.0.0, true",
        "loopback-open, true, 192.0.2.1, true",
        "loopback-open, true, 127.0.0.1.example.net, true",
        "loopback-open, true, '::', true",
        "loopback-open, false, 127.0.0.1, true",
        "required, true, 127.0.0.1, true"
    })
    void onlyWhatIsOnLoopbackMayBeOpen(String accounts, boolean localOnly, String host, boolean required) {
        var settings = settings(accounts, localOnly, host, "");
        assertEquals(required, settings.required());
        assertEquals(required ? "required" : "loopback-open", settings.mode());
    }

    /// A proxy on the same machine asks from loopback.
    @Test
    void whoIsAnsweredByAnotherNameMustHaveAnAccount() {
        var behindAProxy = List.of("localhost", "waddleperf.example.net");
        assertTrue(
                settings("loopback-open", true, "127.0.0.1", behindAProxy, "").required());
        assertFalse(settings("loopback-open", true, "127.0.0.1", List.of("localhost"), "")
                .required());
    }

    @Test
    void whatIsNotUnderstoodStopsTheStart() {
        assertThrows(IllegalArgumentException.class, () -> settings("off", true, "127.0.0.1", ""));
        var shortOne =
                assertThrows(IllegalArgumentException.class, () -> settings("required", true, "127.0.0.1", "short"));
        assertTrue(String.valueOf(shortOne.getMessage()).startsWith("WADDLEPERF_BOOTSTRAP_TOKEN must have 24"));
    }

    @Test
    void aPasswordThatNobodyCouldHaveStopsTheStartWhereItIsNeeded() {
        var weak = assertThrows(IllegalArgumentException.class, () -> withPassword("required", "secret"));
        assertTrue(String.valueOf(weak.getMessage()).startsWith("WADDLEPERF_ADMIN_PASSWORD must have 12"));
        assertFalse(withPassword("loopback-open", "secret").required());
        assertTrue(withPassword("required", "correct horse battery").required());
    }

    @Test
    void aFilesLastLineMayEnd() {
        String token = "0123456789abcdef01234567";
        assertEquals(
                Optional.of(token),
                settings("required", true, "127.0.0.1", token + "\n").bootstrapToken());
        assertThrows(
                IllegalArgumentException.class,
                () -> settings("required", true, "127.0.0.1", token.substring(1) + '\n'));
        assertEquals(
                Optional.of("correct horse battery"),
                withPassword("required", "correct horse battery\r\n").adminPassword());
    }

    private static AccountSettings withPassword(String accounts, String password) {
        return new AccountSettings(
                accounts, true, "127.0.0.1", Optional.empty(), Optional.of(password), Optional.empty());
    }
}
