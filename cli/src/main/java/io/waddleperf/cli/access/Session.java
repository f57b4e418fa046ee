package io.waddleperf.cli.access;

import io.waddleperf.cli.CommandFailure;
import io.waddleperf.cli.Exit;
import io.waddleperf.cli.Json;
import io.waddleperf.cli.api.Answer;
import io.waddleperf.cli.api.Api;
import io.waddleperf.cli.text.Fields;
import java.util.Map;

/// Somebody who has signed in by name and password, as a browser does; over when closed.
final class Session implements AutoCloseable {
    private final Api api;
    private Answer opened;

    private Session(Api api, Answer opened) {
        this.api = api;
        this.opened = opened;
    }

    /// @throws CommandFailure where the name or the password is wrong, too
    static Session open(Api api, String name, String password) {
        var answer = api.call(
                "POST", "/api/v1/login", Map.of(), Json.MAPPER.toJson(Map.of("name", name, "password", password)));
        return new Session(api, answer);
    }

    boolean mustChangePassword() {
        return Boolean.TRUE.equals(opened.json().get("mustChangePassword"));
    }

    String name() {
        return Fields.text(opened.json(), "name");
    }

    String role() {
        return Fields.text(opened.json(), "role");
    }

    void changePassword(String current, String password) {
        opened = send(
                "PUT", "/api/v1/me/password", Json.MAPPER.toJson(Map.of("current", current, "password", password)));
    }

    /// @return `token` and its `secret`
    Map<String, Object> makeToken(Map<String, Object> draft) {
        return send("POST", "/api/v1/tokens", Json.MAPPER.toJson(draft)).json();
    }

    private Answer send(String method, String path, String json) {
        return api.call(method, path, headers(), json);
    }

    private Map<String, String> headers() {
        String cookie = opened.header("Set-Cookie")
                .map(text -> text.split(";", 2)[0])
                .orElseThrow(() -> new CommandFailure(
                        Exit.NO_SERVER,
                        "the API at " + api.url() + " answers a sign-in without a session: is a proxy before it?"));
        return Map.of("Cookie", cookie, "X-CSRF-Token", Fields.text(opened.json(), "csrfToken"));
    }

    /// What is left open, since the server has gone, ends by itself after a while.
    @Override
    public void close() {
        try {
            var _ = api.ask("POST", "/api/v1/logout", headers(), "");
        } catch (CommandFailure e) {
            if (!e.isPassing()) {
                throw e;
            }
        }
    }
}
