package io.waddleperf.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.Configuration;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://db/w, jdbc:mariadb://db/w?connectTimeout=2000&socketTimeout=60000",
        "jdbc:mariadb://db/w?, jdbc:mariadb://db/w?connectTimeout=2000&socketTimeout=60000",
        "jdbc:mariadb://db/w?sslMode=trust, jdbc:mariadb://db/w?sslMode=trust&connectTimeout=2000&socketTimeout=60000",
        "jdbc:mariadb://db/w?socketTimeout=9, jdbc:mariadb://db/w?socketTimeout=9&connectTimeout=2000",
        "jdbc:mariadb://db/w?SocketTimeout=9, jdbc:mariadb://db/w?SocketTimeout=9&connectTimeout=2000",
        "jdbc:mariadb://db/w?connectTimeout=9, jdbc:mariadb://db/w?connectTimeout=9&socketTimeout=60000",
    })
    void addsWhatIsMissing(String url, String bounded) {
        assertEquals(bounded, JdbcUrl.bounded(url));
        assertEquals(bounded, JdbcUrl.bounded(bounded));
    }

    @Test
    void leavesANodeThatHangsSoonerWhereThereIsAnother() {
        assertEquals(
                "jdbc:mariadb:sequential://a:3306,b:3306/w?connectTimeout=2000&socketTimeout=8000",
                JdbcUrl.bounded("jdbc:mariadb:sequential://a:3306,b:3306/w"));
    }

    @Test
    void isReadByTheDriverAsItIsMeant() throws SQLException {
        var read = Configuration.parse(JdbcUrl.bounded("jdbc:mariadb:sequential://a,b/w?user=u&sslMode=disable"));
        assertEquals(2_000, read.connectTimeout());
        assertEquals(8_000, read.socketTimeout());
        assertEquals("u", read.user());
        assertEquals(0, Configuration.parse("jdbc:mariadb://a/w").socketTimeout(), "for ever, where nobody asks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socketTimeout=0", "socketTimeout", "connectTimeout=-1", "connectTimeout=2s"})
    void refusesAWaitWithoutEnd(String option) {
        var e = assertThrows(
                IllegalArgumentException.class, () -> JdbcUrl.bounded("jdbc:mariadb://db/w?password=hidden&" + option));
        assertTrue(String.valueOf(e.getMessage()).startsWith(option), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("quarkus.datasource.jdbc.url"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("hidden"), e.getMessage());
    }

    @Test
    void leavesOtherDriversAlone() {
        assertEquals("jdbc:postgresql://db/w", JdbcUrl.bounded("jdbc:postgresql://db/w"));
    }
}
