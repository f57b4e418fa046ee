package io.waddleperf.probe.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.waddleperf.contracts.Endpoint;
import io.waddleperf.probe.http2.HeaderField;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailTest {
    private static final HttpRequest START = request("http://a.test/dir/page?q=1");

    @ParameterizedTest
    @CsvSource({
        "https://b.test/x, https://b.test/x",
        "//b.test:8080/x, http://b.test:8080/x",
        "/root, http://a.test/root",
        "other#part, http://a.test/dir/other",
        "../up?a=b, http://a.test/up?a=b",
        "?a=b, http://a.test/dir/page?a=b",
        "/with space, http://a.test/with%20space",
        "/\u00e4, http://a.test/%E4",
        "http://[::1]:81/, http://[::1]:81/",
    })
    void resolvesLocations(String location, String expected) {
        var leads = assertInstanceOf(Trail.Step.Leads.class, new Trail(1).after(START, "192.0.2.1", to(302, location)));
        assertEquals(expected, HttpRequest.of(leads.location(), null).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.test/",
                "http://user:word@a.test/",
                "mailto:a@a.test",
                "http://",
                "http://a.test:0/",
                "%",
                "http://a b/"
            })
    void isLostWhereALocationIsNoUrl(String location) {
        assertLost("leads to no URL", new Trail(1).after(START, "192.0.2.1", to(301, location)));
    }

    @Test
    void followsOnlyRedirectsThatItIsToldToFollow() {
        assertInstanceOf(Trail.Step.Arrived.class, new Trail(0).after(START, "", to(302, "/x")));
        assertInstanceOf(Trail.Step.Arrived.class, new Trail(1).after(START, "", to(200, "/x")));
        assertInstanceOf(Trail.Step.Arrived.class, new Trail(1).after(START, "", to(304, "/x")));
        assertInstanceOf(
                Trail.Step.Arrived.class, new Trail(1).after(START, "", new ResponseHead("HTTP/2", 302, List.of())));
    }

    @Test
    void keepsWhatItFollowedAndStopsAtTheMost() {
        var trail = new Trail(2);
        trail.after(START, "192.0.2.1", to(301, "/1"));
        trail.after(request("http://a.test/1"), "192.0.2.1", to(307, "/2"));
        assertLost("more than 2 redirects", trail.after(request("http://a.test/2"), "192.0.2.1", to(302, "/3")));
        assertEquals(
                List.of(301, 307),
                trail.followed().stream().map(one -> one.status()).toList());
        assertEquals("http://a.test/1", trail.followed().get(1).url());
    }

    @Test
    void seesCircles() {
        var trail = new Trail(20);
        assertLost("in a circle", trail.after(START, "192.0.2.1", to(302, "#again")));
        var second = new Trail(20);
        second.after(request("http://a.test/1"), "192.0.2.1", to(302, "/2"));
        assertLost("back to http://a.test/1", second.after(request("http://a.test/2"), "192.0.2.1", to(302, "/1")));
    }

    @Test
    void makesSomethingOfWhateverComes() {
        var random = new Random(5);
        String letters = "abc:/?#[]@!$&'()*+,;=%20 \u0000\u00ff\"<>\\^`{|}.-_~http://b.test/";
        for (int i = 0; i < 20_000; i++) {
            var location = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                location.append(letters.charAt(random.nextInt(letters.length())));
            }
            switch (new Trail(1).after(START, "", to(302, location.toString()))) {
                case Trail.Step.Leads leads ->
                    assertTrue(HttpRequest.of(leads.location(), null)
                            .path()
                            .chars()
                            .allMatch(c -> c > 32 && c < 127));
                case Trail.Step.Lost _, Trail.Step.Arrived _ -> {}
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x, PATH",
        "?a=b, PATH",
        "//a.test/x, PATH",
        "http://A.test/x, SAME_SERVER",
        "http://a.test:8080/x, OTHER_SERVER",
        "https://a.test/x, SAME_SERVER",
        "https://a.test:444/x, OTHER_SERVER",
        "http://b.test/x, OTHER_SERVER",
        "//b.test/x, OTHER_SERVER",
    })
    void seesWhetherItStaysWithTheServer(String location, Sending.Toward toward) {
        var there = HttpRequest.of(Endpoint.parse(START.url()), null)
                .with(new Sending(
                        "GET", List.of(Sending.field("cookie", "a")), "", "vhost.test", null, Sending.Coding.IDENTITY));
        var leads = assertInstanceOf(Trail.Step.Leads.class, new Trail(1).after(there, "", to(302, location)));
        assertEquals(there.sending().after(302, toward), leads.sending());
    }

    private static void assertLost(String part, Trail.Step step) {
        var lost = assertInstanceOf(Trail.Step.Lost.class, step);
        assertTrue(lost.detail().contains(part), lost.detail());
    }

    private static HttpRequest request(String url) {
        return HttpRequest.of(Endpoint.parse(url), null);
    }

    private static ResponseHead to(int status, String location) {
        return new ResponseHead("HTTP/1.1", status, List.of(new HeaderField("location", location)));
    }
}
