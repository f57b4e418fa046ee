package io.waddleperf.api.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.api.access.Role;
import io.waddleperf.api.access.Scope;
import io.waddleperf.api.oidc.Rights.Granted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsTest {
    private static final List<Rights> RULES = List.of(
            Rights.parse("wp-admins=admin"),
            Rights.parse(" noc-fra = maintainer@fra "),
            Rights.parse("noc-north=maintainer@ber|ham"),
            Rights.parse("noc=maintainer"),
            Rights.parse("cn=guests,dc=example=viewer@fra"));

    private static Granted of(String... values) {
        return Rights.of(RULES, List.of(values)).orElseThrow();
    }

    private static Scope sites(String... sites) {
        return new Scope(List.of(sites), Map.of());
    }

    @Test
    void theHighestRoleCountsWithTheSitesOfThoseThatGiveIt() {
        assertEquals(new Granted(Role.ADMIN, Scope.ALL), of("noc-fra", "wp-admins"));
        assertEquals(new Granted(Role.MAINTAINER, sites("ber", "fra", "ham")), of("noc-north", "noc-fra"));
        assertEquals(new Granted(Role.MAINTAINER, Scope.ALL), of("noc-fra", "noc"));
        assertEquals(new Granted(Role.MAINTAINER, sites("fra")), of("noc-fra", "cn=guests,dc=example"));
        assertEquals(new Granted(Role.VIEWER, sites("fra")), of("cn=guests,dc=example", "others"));
    }

    @Test
    void whoMatchesNothingHasNothingAndAStarIsEverybody() {
        assertTrue(Rights.of(RULES, List.of("NOC", "admin", "*")).isEmpty());
        assertTrue(Rights.of(RULES, List.of()).isEmpty());
        var open = List.of(Rights.parse("*=viewer"));
        assertEquals(
                new Granted(Role.VIEWER, Scope.ALL), Rights.of(open, List.of()).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noc",
                "noc=",
                "noc=Admin",
                "=viewer",
                "noc=viewer@",
                "noc=admin@fra",
                "noc=viewer@a b",
                "a=viewer@fra|"
            })
    void saysWhatIsWrongWithARule(String rule) {
        assertThrows(IllegalArgumentException.class, () -> Rights.parse(rule));
    }
}
