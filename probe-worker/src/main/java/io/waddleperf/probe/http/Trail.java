package io.waddleperf.probe.http;

import io.waddleperf.contracts.Details;
import io.waddleperf.contracts.Endpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The redirects of one test (RFC 9110, section 15.4): decides where a response leads.
final class Trail {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int LONGEST_URL = 2_000;

    private final int most;
    private final List<Details.Redirect> followed = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /// What a response means for the way.
    sealed interface Step {
        /// It is the last one.
        record Arrived() implements Step {}

        /// @param sending what is sent there
        record Leads(Endpoint location, Sending sending) implements Step {}

        /// It leads to nowhere that is followed.
        record Lost(String detail) implements Step {}
    }

    /// @param most how many are followed
    Trail(int most) {
        this.most = most;
    }

    /// Whether a response names another place.
    static boolean redirects(ResponseHead head) {
        return REDIRECTS.contains(head.status()) && !head.values("location").isEmpty();
    }

    /// @param address where it was asked
    Step after(HttpRequest request, String address, ResponseHead head) {
        var locations = head.values("location");
        if (most == 0 || !redirects(head)) {
            return new Step.Arrived();
        }
        asked.add(request.key());
        Endpoint location;
        try {
            location = resolved(request.url(), locations.getFirst());
        } catch (IllegalArgumentException e) {
            return new Step.Lost("the redirect from " + request.url() + " leads to no URL: "
                    + ResponseHead.shortened(locations.getFirst()));
        }
        var there = HttpRequest.of(location, null);
        var toward = request.toward(there, URI.create(encoded(locations.getFirst())));
        var onward = there.with(request.sending().after(head.status(), toward));
        String next = onward.url();
        if (followed.size() == most) {
            return new Step.Lost("more than " + most + " redirects, the last one to " + ResponseHead.shortened(next));
        }
        followed.add(new Details.Redirect(request.url(), address, head.status(), head.version()));
        return asked.contains(onward.key())
                ? new Step.Lost("the redirects lead in a circle, back to " + ResponseHead.shortened(next))
                : new Step.Leads(location, onward.sending());
    }

    /// @throws IllegalArgumentException where it is no http(s) URL, or one that names a user
    private static Endpoint resolved(String from, String location) {
        if (location.length() > LONGEST_URL) {
            throw new IllegalArgumentException("the location is too long");
        }
        var base = URI.create(encoded(from));
        var to = URI.create(encoded(location));
        var endpoint = Endpoint.parse(
                queryAlone(to) ? withQuery(base, to) : base.resolve(to).toString());
        if (endpoint.url() == null) {
            throw new IllegalArgumentException("no URL");
        }
        return endpoint;
    }

    /// Java resolves such a reference by RFC 2396, which loses the last part of the path; RFC 3986, 5.2.2, keeps it.
    private static boolean queryAlone(URI to) {
        return to.getScheme() == null
                && to.getRawAuthority() == null
                && to.getRawQuery() != null
                && to.getRawPath().isEmpty();
    }

    private static String withQuery(URI base, URI to) {
        return base.getScheme() + "://" + base.getRawAuthority() + base.getRawPath() + '?' + to.getRawQuery();
    }

    /// Servers write spaces and the bytes of other alphabets as they are.
    private static String encoded(String location) {
        var encoded = new StringBuilder();
        for (byte one : location.getBytes(StandardCharsets.ISO_8859_1)) {
            if (one <= ' ' || one == 0x7F || "\"<>\\^`{|}".indexOf(one) >= 0) {
                encoded.append('%').append("%02X".formatted(one & 0xFF));
            } else {
                encoded.append((char) one);
            }
        }
        return encoded.toString();
    }

    List<Details.Redirect> followed() {
        return List.copyOf(followed);
    }
}
