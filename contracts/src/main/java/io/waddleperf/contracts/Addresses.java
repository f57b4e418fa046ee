package io.waddleperf.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a [Destination] may name. A value may be a secret that was put there by mistake, so complaints about a place
/// of secrets do not repeat it.
final class Addresses {
    private static final Pattern HOST_PORT =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:([0-9]{1,5}))?");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern MAIL = Pattern.compile(
            "(?=[^@]{1,64}@)" + ATOM + "(\\." + ATOM + ")*@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final Pattern VARIABLE = Pattern.compile("env:NOTIFY_[A-Za-z0-9_]{1,100}");
    private static final Pattern FILE = Pattern.compile("file:[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String REFERENCE =
            "must be env:NOTIFY_… or file:NAME, which says where the notifier finds it; a secret itself does not stand here";
    private static final int LONGEST = 2_048;

    private Addresses() {}

    static void requireServer(String field, String server) {
        var found = HOST_PORT.matcher(present(field, server));
        boolean right = found.matches();
        String port = right ? found.group(3) : null;
        Require.that(
                right && (port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535)),
                field,
                server,
                "must be a host or host:port");
    }

    static void requireMail(String field, String address) {
        Require.that(
                MAIL.matcher(present(field, address)).matches(),
                field,
                address,
                "must be an address such as ops@example.net");
    }

    static void requireText(String field, @Nullable String text) {
        Require.that(
                text == null
                        || (!text.isBlank()
                                && text.length() <= 256
                                && text.chars().noneMatch(Character::isISOControl)),
                field,
                text,
                "must be 1 to 256 characters without line breaks");
    }

    /// @param text null: there is none
    static void requireReference(String field, @Nullable String text) {
        refuseUnless(text == null || isReference(text), field, REFERENCE);
    }

    /// A URL as it is, or where it is kept.
    static void requireUrl(String field, String text) {
        if (isReference(present(field, text))) {
            return;
        }
        refuseUnless(text.length() <= LONGEST, field, "must have at most " + LONGEST + " characters");
        URI url = url(field, text);
        refuseUnless(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                field,
                "must be a URL with http:// or https:// and a host, or env:NOTIFY_… or file:NAME where it is kept");
        refuseUnless(
                url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null,
                field,
                "must not hold a user, a password, ? or #: they may be secrets; keep the whole URL with the notifier and"
                        + " write env:NOTIFY_… or file:NAME");
        refuseUnless(
                text.chars().allMatch(c -> c > ' ' && c < 127), field, "must be ASCII; encode other characters with %");
    }

    static void requireTogether(String field, @Nullable String text, String otherField, @Nullable String other) {
        refuseUnless(
                (text == null) == (other == null),
                text == null ? otherField : field,
                "must come with a " + (text == null ? field : otherField));
    }

    private static boolean isReference(String text) {
        return VARIABLE.matcher(text).matches() || FILE.matcher(text).matches();
    }

    private static URI url(String field, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    field + " must be a URL: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    static String present(String field, @Nullable String text) {
        refuseUnless(text != null, field, "must be there");
        return String.valueOf(text);
    }

    private static void refuseUnless(boolean holds, String field, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(field + ' ' + complaint);
        }
    }
}
