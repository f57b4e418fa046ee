package io.waddleperf.probe.blackbox;

import java.nio.file.Path;
import java.util.Optional;

/// The keys by which an `http` module signs in: one way at most, as there.
final class LoginKeys {
    private final Keys keys;

    LoginKeys(Keys keys) {
        this.keys = keys;
    }

    Login login() {
        boolean basic = keys.has("basic_auth");
        boolean token = keys.has("bearer_token") || keys.has("bearer_token_file");
        if (basic && token) {
            keys.problem("basic_auth", "must not stand beside a bearer_token");
        }
        Login bearer = token ? new Login.Bearer(secret(keys, "bearer_token")) : new Login.Nobody();
        return basic ? basic(keys.inner("basic_auth")) : bearer;
    }

    private static Login basic(Keys map) {
        var login = new Login.Basic(map.text("username", ""), secret(map, "password"));
        map.end();
        return login;
    }

    /// Given itself, or the file that it is in.
    private static Login.Secret secret(Keys map, String key) {
        boolean given = map.has(key);
        String text = map.text(key, "");
        Optional<Path> file = map.file(key + "_file");
        if (given && file.isPresent()) {
            map.problem(key, "must not stand beside " + key + "_file");
        }
        return file.<Login.Secret>map(Login.Secret.InFile::new).orElseGet(() -> new Login.Secret.Given(text));
    }
}
