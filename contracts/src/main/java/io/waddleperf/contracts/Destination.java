package io.waddleperf.contracts;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a channel leads.
///
/// No secret stands here, only where the notifier finds it: `env:NOTIFY_…` is a variable of its process, `file:NAME` a
/// file of its folder of secrets.
@Json(typeProperty = "type")
@Json.SubType(type = Destination.Email.class, name = "email")
@Json.SubType(type = Destination.Webhook.class, name = "webhook")
@Json.SubType(type = Destination.Slack.class, name = "slack")
@Json.SubType(type = Destination.Teams.class, name = "teams")
@Json.SubType(type = Destination.PagerDuty.class, name = "pagerduty")
@Json.SubType(type = Destination.Syslog.class, name = "syslog")
@Json.SubType(type = Destination.Alertmanager.class, name = "alertmanager")
@Json.SubType(type = Destination.Unknown.class, name = "unknown")
public sealed interface Destination {
    /// How many addresses a mail may go to.
    int MOST_ADDRESSES = 50;

    /// Mail through a server.
    ///
    /// @param server   a host or host:port; without a port that of the security
    /// @param from     the sender's address
    /// @param to       addresses
    /// @param user     null: the server asks for none
    /// @param password where it is kept; there where a user is
    record Email(
            String server,
            Security security,
            String from,
            List<String> to,
            @Nullable String user,
            @Nullable String password)
            implements Destination {
        /// Of messages that name no sender.
        public static final String FROM = "waddleperf@localhost";

        public Email {
            Addresses.requireServer("server", server);
            Require.present("security", security);
            Addresses.requireMail("from", from);
            Require.present("to", to);
            to = List.copyOf(to);
            Require.range("to", to.size(), 1, MOST_ADDRESSES);
            to.forEach(each -> Addresses.requireMail("to", each));
            Addresses.requireText("user", user);
            Addresses.requireTogether("user", user, "password", password);
            Addresses.requireReference("password", password);
        }
    }

    /// How the way to a server of mail is protected.
    enum Security implements WireName {
        PLAIN("plain"),
        STARTTLS("starttls"),
        TLS("tls"),
        UNKNOWN("unknown");

        private final String wireName;

        Security(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// Alertmanager's payload, version 4, by POST.
    ///
    /// @param url    of HTTP, or where it is kept
    /// @param secret where that is kept which signs each request; null: unsigned
    record Webhook(String url, @Nullable String secret) implements Destination {
        public Webhook {
            Addresses.requireUrl("url", url);
            Addresses.requireReference("secret", secret);
        }
    }

    /// An incoming webhook of Slack.
    ///
    /// @param url where it is kept: whoever knows it may write there
    record Slack(String url) implements Destination {
        public Slack {
            Addresses.requireReference("url", Addresses.present("url", url));
        }
    }

    /// A webhook of a Teams workflow.
    ///
    /// @param url where it is kept: whoever knows it may write there
    record Teams(String url) implements Destination {
        public Teams {
            Addresses.requireReference("url", Addresses.present("url", url));
        }
    }

    /// Events API version 2.
    ///
    /// @param url        null: that of PagerDuty
    /// @param routingKey where it is kept
    record PagerDuty(@Nullable String url, String routingKey) implements Destination {
        public PagerDuty {
            Addresses.requireReference("routingKey", Addresses.present("routingKey", routingKey));
            if (url != null) {
                Addresses.requireUrl("url", url);
            }
        }
    }

    /// RFC 5424.
    ///
    /// @param server   a host or host:port; without a port 514
    /// @param protocol by which it is reached
    record Syslog(String server, Protocol protocol) implements Destination {
        public Syslog {
            Addresses.requireServer("server", server);
            Require.present("protocol", protocol);
        }
    }

    /// How a log is reached.
    enum Protocol implements WireName {
        UDP("udp"),
        TCP("tcp"),
        UNKNOWN("unknown");

        private final String wireName;

        Protocol(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /// An Alertmanager's own API.
    ///
    /// @param url its root, or where that is kept
    record Alertmanager(String url) implements Destination {
        public Alertmanager {
            Addresses.requireUrl("url", url);
        }
    }

    /// A destination of a newer version: it is told nothing.
    record Unknown() implements Destination {}

    /// The name of the variant on the wire.
    default String wireName() {
        return switch (this) {
            case Email _ -> "email";
            case Webhook _ -> "webhook";
            case Slack _ -> "slack";
            case Teams _ -> "teams";
            case PagerDuty _ -> "pagerduty";
            case Syslog _ -> "syslog";
            case Alertmanager _ -> "alertmanager";
            case Unknown _ -> "unknown";
        };
    }
}
