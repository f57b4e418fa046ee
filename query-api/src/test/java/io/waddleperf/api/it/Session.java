package io.waddleperf.api.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Somebody who has signed in: the cookie and the token that go with each request.
record Session(String cookie, String csrf, JsonNode me) {
    static Http.Answer tryOpen(String name, String password, String... headers)
            throws IOException, InterruptedException {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        String body = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return Http.post("/api/v1/login", body, all);
    }

    static Session open(String name, String password) throws IOException, InterruptedException {
        return of(tryOpen(name, password));
    }

    static Session of(Http.Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.response().body());
        }
        String cookie = answer.header("Set-Cookie").replaceFirst(";.*", "");
        return new Session(cookie, answer.json().get("csrfToken").asText(), answer.json());
    }

    Http.Answer get(String path) throws IOException, InterruptedException {
        return Http.get(path, "Cookie", cookie);
    }

    Http.Answer send(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        return Http.any(method, path, body, "Cookie", cookie, "X-CSRF-Token", csrf, "Content-Type", "application/json");
    }
}
