package io.waddleperf.contracts;

import java.nio.charset.StandardCharsets;

/// A probe changes what it is known by. Sent again it gets the same answer.
///
/// @param password the new one
/// @param key      the new one
/// @param signedBy the id of the key that holds until now
/// @param mac      of [#signed] by that key, in base64url
public record RotationRequest(String probe, String password, String key, String signedBy, String mac) {
    public RotationRequest {
        Require.name("probe", probe);
        JoinRequest.requireSecret("password", password);
        JoinRequest.requireSecret("key", key);
        Require.name("signedBy", signedBy);
        JoinRequest.requireSecret("mac", mac);
    }

    /// What is signed.
    public static byte[] signed(String probe, String password, String key) {
        return ("waddleperf rotation\n" + probe + '\n' + password + '\n' + key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "RotationRequest[" + probe + ", signed by " + signedBy + ']';
    }
}
