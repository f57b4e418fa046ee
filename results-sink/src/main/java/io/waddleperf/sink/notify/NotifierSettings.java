package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Require;
import io.waddleperf.contracts.kafka.KafkaAccess;
import io.waddleperf.database.Leases;
import io.waddleperf.database.RetryPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/// @param kafka         where it is and how one is let in
/// @param partitions    the count of topics that are spread by probe, for the dead letters
/// @param group         of consumers
/// @param holder        of the lease; the same after a restart where no other process has it
/// @param externalUrl   of the page, for links
/// @param allowInside   whether channels may be in this network
/// @param limit         of one exchange with a channel
/// @param lease         so long nobody sends after a kill -9
/// @param session       so long nobody reads after a kill -9
/// @param secrets       those that channels of the configuration may name
/// @param retry         pauses between attempts; how many there are is decided by their age
record NotifierSettings(
        KafkaAccess kafka,
        int partitions,
        String group,
        String holder,
        String externalUrl,
        boolean allowInside,
        Duration limit,
        Duration lease,
        Duration session,
        RetryPolicy retry,
        List<ChannelSpec> channels,
        List<Route> routes,
        SecretPlaces secrets) {
    private static final String PREFIX = "waddleperf.notifications.";

    NotifierSettings {
        within("timeout", limit, Duration.ofMillis(100), Duration.ofMinutes(2));
        within("lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(5));
        within("session-timeout", session, Duration.ofSeconds(6), Duration.ofMinutes(5));
        channels = List.copyOf(channels);
        routes = List.copyOf(routes);
    }

    /// @throws ConfigurationProblem says where and what is allowed
    static NotifierSettings of(Config config, Map<String, String> environment) {
        try {
            return read(config, environment);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem(String.valueOf(e.getMessage()), e);
        }
    }

    private static NotifierSettings read(Config config, Map<String, String> environment) {
        Duration groupWait = duration(config, "group-wait", Route.GROUP_WAIT);
        Duration first = duration(config, "retry-first", Duration.ofSeconds(2));
        var told = told(config, environment, groupWait);
        return new NotifierSettings(
                KafkaAccess.of(name -> config.getOptionalValue(name, String.class)),
                config.getOptionalValue("waddleperf.partitions", Integer.class).orElse(4),
                config.getOptionalValue(PREFIX + "group", String.class).orElse("waddleperf.notifier"),
                config.getOptionalValue("waddleperf.instance", String.class).orElseGet(Leases::newHolder),
                externalUrl(config),
                config.getOptionalValue(PREFIX + "allow-inside", Boolean.class).orElse(false),
                duration(config, "timeout", Duration.ofSeconds(10)),
                duration(config, "lease", Duration.ofSeconds(10)),
                duration(config, "session-timeout", Duration.ofSeconds(8)),
                new RetryPolicy(first, first.multipliedBy(150), Integer.MAX_VALUE),
                told.channels(),
                told.routes(),
                new SecretPlaces(
                        environment,
                        config.getOptionalValue(PREFIX + "secrets", String.class)
                                .map(Path::of)
                                .orElse(null)));
    }

    private static NotificationFile.Content told(Config config, Map<String, String> environment, Duration groupWait) {
        var channels = new ArrayList<ChannelSpec>();
        var routes = new ArrayList<Route>();
        var urls = new ChannelUrls(environment)
                .parse(config.getOptionalValue(PREFIX + "urls", String.class).orElse(""));
        if (!urls.isEmpty()) {
            channels.addAll(urls);
            var names = urls.stream().map(ChannelSpec::name).collect(Collectors.toSet());
            routes.add(Route.all("urls", List.copyOf(names), groupWait));
        }
        Optional<String> file = config.getOptionalValue(PREFIX + "file", String.class);
        if (file.isPresent()) {
            var content = new NotificationFile(environment, groupWait).read(Path.of(file.get()));
            channels.addAll(content.channels());
            routes.addAll(content.routes());
        }
        return new NotificationFile.Content(channels, routes);
    }

    private static String externalUrl(Config config) {
        String text =
                config.getOptionalValue("waddleperf.external-url", String.class).orElse("http://127.0.0.1:8080");
        try {
            URI url = Fields.httpUrl(text);
            return url.toString().replaceAll("/+$", "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("waddleperf.external-url " + e.getMessage(), e);
        }
    }

    private static Duration duration(Config config, String name, Duration otherwise) {
        return config.getOptionalValue(PREFIX + name, Duration.class).orElse(otherwise);
    }

    private static void within(String name, Duration value, Duration least, Duration most) {
        Require.that(
                value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                PREFIX + name,
                value,
                "must be " + least + " to " + most);
    }
}
