package io.waddleperf.sink.notify;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way to tell somebody, as it was configured.
sealed interface ChannelSpec {
    /// Unique; part of the key of each notification.
    String name();

    /// Mail through a server.
    ///
    /// @param user null where the server asks for none
    record Email(
            String name,
            String host,
            int port,
            Security security,
            String from,
            List<String> to,
            @Nullable String user,
            @Nullable Secret password)
            implements ChannelSpec {
        public Email {
            to = List.copyOf(to);
        }
    }

    /// How the way to a server is protected.
    enum Security {
        PLAIN,
        STARTTLS,
        TLS
    }

    /// Alertmanager's payload, version 4, by POST.
    ///
    /// @param secret signs each request; null: unsigned
    record Webhook(String name, HttpUrl url, @Nullable Secret secret) implements ChannelSpec {
        Webhook(String name, URI url, @Nullable Secret secret) {
            this(name, HttpUrl.of(url), secret);
        }
    }

    /// An incoming webhook of Slack.
    record Slack(String name, HttpUrl url) implements ChannelSpec {
        Slack(String name, URI url) {
            this(name, HttpUrl.of(url));
        }
    }

    /// A webhook of a Teams workflow, which takes adaptive cards.
    record Teams(String name, HttpUrl url) implements ChannelSpec {
        Teams(String name, URI url) {
            this(name, HttpUrl.of(url));
        }
    }

    /// Events API version 2.
    record PagerDuty(String name, HttpUrl url, Secret routingKey) implements ChannelSpec {
        static final URI EVENTS = URI.create("https://events.pagerduty.com/v2/enqueue");

        PagerDuty(String name, URI url, Secret routingKey) {
            this(name, HttpUrl.of(url), routingKey);
        }
    }

    /// RFC 5424, by UDP a datagram each, by TCP with the octet counts of RFC 6587.
    record Syslog(String name, String host, int port, boolean tcp) implements ChannelSpec {}

    /// An Alertmanager's own API.
    ///
    /// @param url its root; `/api/v2/alerts` is added
    record Alertmanager(String name, HttpUrl url) implements ChannelSpec {
        Alertmanager(String name, URI url) {
            this(name, HttpUrl.of(url));
        }
    }

    /// Looks whether all that is kept elsewhere is there.
    ///
    /// @throws IOException says in words what is not
    default void requireComplete() throws IOException {
        switch (this) {
            case Email email -> look(email.password());
            case Webhook webhook -> {
                look(webhook.url());
                look(webhook.secret());
            }
            case Slack slack -> look(slack.url());
            case Teams teams -> look(teams.url());
            case PagerDuty pager -> {
                look(pager.url());
                look(pager.routingKey());
            }
            case Syslog _ -> {}
            case Alertmanager manager -> look(manager.url());
        }
    }

    private static void look(HttpUrl url) throws IOException {
        var _ = url.uri();
    }

    private static void look(@Nullable Secret secret) throws IOException {
        if (secret != null) {
            var _ = secret.value();
        }
    }

    /// Whether it holds an incident open until it is told otherwise.
    default boolean keepsState() {
        return switch (this) {
            case Webhook _, PagerDuty _, Alertmanager _, Syslog _ -> true;
            case Email _, Slack _, Teams _ -> false;
        };
    }

    /// Whether several incidents stand in one message; the others have their own way to group.
    default boolean groups() {
        return switch (this) {
            case Email _, Webhook _, Slack _, Teams _ -> true;
            case PagerDuty _, Syslog _, Alertmanager _ -> false;
        };
    }

    /// What kind it is.
    default String kind() {
        return switch (this) {
            case Email _ -> "email";
            case Webhook _ -> "webhook";
            case Slack _ -> "slack";
            case Teams _ -> "teams";
            case PagerDuty _ -> "pagerduty";
            case Syslog _ -> "syslog";
            case Alertmanager _ -> "alertmanager";
        };
    }
}
