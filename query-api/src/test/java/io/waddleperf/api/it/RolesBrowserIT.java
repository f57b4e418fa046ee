package io.waddleperf.api.it;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each role sees in a real browser, and that the API refuses what the page does not show.
@QuarkusTest
@TestProfile(AccountsRequired.class)
@WithTestResource(RealServers.class)
final class RolesBrowserIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ROLES = List.of("viewer", "maintainer", "admin");

    @AfterEach
    void forget() throws Exception {
        for (String role : ROLES) {
            TwoSites.admin("DELETE", path(role), "");
        }
    }

    private static String path(String role) {
        return "/api/v1/users/" + role + "-by-browser";
    }

    @Test
    void eachSeesWhatItMayDo(@TempDir Path dir) throws Exception {
        var accounts = JSON.createObjectNode();
        for (String role : ROLES) {
            String password = TwoSites.admin("PUT", path(role), "{\"role\":\"" + role + "\"}")
                    .get("password")
                    .asText();
            accounts.putObject(role).put("name", role + "-by-browser").put("password", password);
        }
        ChromiumScript.run(
                dir,
                "roles.mjs",
                "http://127.0.0.1:" + Http.port(),
                "../query-api/target/screenshots",
                accounts.toString());
    }
}
