package io.waddleperf.probe.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.waddleperf.probe.http.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    @TempDir
    private Path directory;

    /// The example of RFC 7617, section 2.
    @Test
    void encodesANameAndAPassword() throws IOException {
        var login = new Login.Basic("Aladdin", new Login.Secret.Given("open sesame"));
        assertEquals(
                List.of(Sending.field("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")),
                login.signed(Sending.GET).fields());
        assertFalse(login.toString().contains("sesame"), login.toString());
    }

    @Test
    void readsAFileEachTime() throws IOException {
        var file = Files.writeString(directory.resolve("token"), " abc\n");
        var login = new Login.Bearer(new Login.Secret.InFile(file));
        assertEquals("Bearer abc", login.signed(Sending.GET).fields().getFirst().value());
        Files.writeString(file, "def");
        assertEquals("Bearer def", login.signed(Sending.GET).fields().getFirst().value());
        Files.writeString(file, "a\nb");
        var e = assertThrows(IOException.class, () -> login.signed(Sending.GET));
        assertFalse(String.valueOf(e.getMessage()).contains("a\nb"), e.getMessage());
        Files.delete(file);
        assertThrows(IOException.class, () -> login.signed(Sending.GET));
    }

    @Test
    void leavesAHeaderOfTheModuleAlone() throws IOException {
        var own = Sending.GET.with(Sending.field("authorization", "Bearer own"));
        assertSame(own, new Login.Bearer(new Login.Secret.Given("abc")).signed(own));
        assertSame(Sending.GET, new Login.Nobody().signed(Sending.GET));
    }
}
