package io.waddleperf.sink.notify;

import io.waddleperf.contracts.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/// Channels and routes from the YAML file of `waddleperf.notifications.file`.
final class NotificationFile {
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST = 50;

    private final Map<String, String> environment;
    private final Duration groupWait;

    /// @param environment of the process, for secrets
    /// @param groupWait   where a route names none
    NotificationFile(Map<String, String> environment, Duration groupWait) {
        this.environment = environment;
        this.groupWait = groupWait;
    }

    /// What the file says.
    record Content(List<ChannelSpec> channels, List<Route> routes) {}

    /// @throws ConfigurationProblem says file, line, field and what is allowed
    Content read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationProblem(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    Content parse(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new ConfigurationProblem(file + ": has more than " + MOST_CHARACTERS + " characters");
        }
        return new YamlSection(file, "", root(file, text)).as(root -> {
            var channels = new ArrayList<ChannelSpec>();
            root.sections("channels").forEach((name, each) -> channels.add(each.as(section -> channel(name, section))));
            var names = channels.stream().map(ChannelSpec::name).collect(Collectors.toCollection(TreeSet::new));
            var routes = new ArrayList<Route>();
            for (var each : root.listOfSections("routes")) {
                routes.add(each.as(section -> route("route-" + (routes.size() + 1), section, names)));
            }
            Fields.require(!channels.isEmpty() && channels.size() <= MOST, "channels must be 1 to " + MOST);
            Fields.require(routes.size() <= MOST, "routes must be at most " + MOST);
            Fields.require(
                    routes.stream().map(Route::name).distinct().count() == routes.size(), "two routes have one name");
            return new Content(
                    channels, routes.isEmpty() ? List.of(Route.all("all", List.copyOf(names), groupWait)) : routes);
        });
    }

    private static Node root(String file, String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setAllowDuplicateKeys(false);
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
            if (root == null) {
                throw new ConfigurationProblem(file + ": is empty");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ConfigurationProblem(file + ':' + line + ": is not YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new ConfigurationProblem(file + ": is not YAML: " + e.getMessage(), e);
        }
    }

    private ChannelSpec channel(String name, YamlSection section) {
        Fields.name(name);
        String type = section.text("type");
        return switch (type) {
            case "email" -> email(name, section);
            case "webhook" -> new ChannelSpec.Webhook(name, url(section), secretOrNull(section, "secret"));
            case "slack" -> new ChannelSpec.Slack(name, url(section));
            case "teams" -> new ChannelSpec.Teams(name, url(section));
            case "pagerduty" ->
                new ChannelSpec.PagerDuty(
                        name,
                        HttpUrl.of(section.valueOr("url", ChannelSpec.PagerDuty.EVENTS, Fields::httpUrl)),
                        section.value("routingKey", text -> Secret.reference("routingKey", text, environment)));
            case "syslog" -> syslog(name, section);
            case "alertmanager" -> new ChannelSpec.Alertmanager(name, url(section));
            default ->
                throw new IllegalArgumentException("type must be email, webhook, slack, teams, pagerduty, syslog or"
                        + " alertmanager, not " + type);
        };
    }

    private ChannelSpec email(String name, YamlSection section) {
        var security = section.valueOr("security", ChannelSpec.Security.STARTTLS, choice(ChannelSpec.Security.class));
        var server = section.value("server", text -> Fields.hostPort(text, ConfiguredChannel.port(security)));
        var to = section.list("to", Fields::mailAddress);
        Fields.require(!to.isEmpty() && to.size() <= MOST, "to must be 1 to " + MOST + " addresses");
        @Nullable String user = section.textOrNull("user");
        @Nullable Secret password = secretOrNull(section, "password");
        Fields.require((user == null) == (password == null), "user and password belong together");
        return new ChannelSpec.Email(
                name,
                server.host(),
                server.port(),
                security,
                section.valueOr("from", "waddleperf@localhost", Fields::mailAddress),
                to,
                user,
                password);
    }

    private static ChannelSpec syslog(String name, YamlSection section) {
        var server = section.value("server", text -> Fields.hostPort(text, 514));
        boolean tcp = section.valueOr("protocol", "udp", text -> {
                    Fields.require(text.equals("udp") || text.equals("tcp"), "must be udp or tcp, not " + text);
                    return text;
                })
                .equals("tcp");
        return new ChannelSpec.Syslog(name, server.host(), server.port(), tcp);
    }

    private Route route(String name, YamlSection section, Set<String> channels) {
        return new Route(
                section.valueOr("name", name, Fields::name),
                section.lists("match"),
                section.valueOr("severity", Severity.WARNING, NotificationFile::severity),
                section.list("channels", each -> {
                    Fields.require(
                            channels.contains(each), "must be one of " + String.join(", ", channels) + ", not " + each);
                    return each;
                }),
                tell(section),
                section.valueOr("continue", false, Fields::flag),
                groupBy(section),
                section.valueOr("groupWait", groupWait, Fields::duration),
                section.valueOr("groupInterval", Route.GROUP_INTERVAL, Fields::duration),
                section.valueOr("repeatInterval", Route.REPEAT_INTERVAL, Fields::duration));
    }

    private static List<String> groupBy(YamlSection section) {
        var labels = section.list("groupBy", Function.identity());
        return labels.isEmpty() ? List.of(IncidentLabels.INCIDENT) : labels;
    }

    private static Set<Transition> tell(YamlSection section) {
        var chosen = section.list("tell", text -> {
            var transition = choice(Transition.class).apply(text);
            Fields.require(
                    Route.CHOICE.contains(transition), "must be one of " + names(Route.CHOICE) + ", not " + text);
            return transition;
        });
        return chosen.isEmpty() ? Route.TELL : EnumSet.copyOf(chosen);
    }

    private static Severity severity(String text) {
        return switch (text) {
            case "warning" -> Severity.WARNING;
            case "critical" -> Severity.CRITICAL;
            default -> throw new IllegalArgumentException("must be warning or critical, not " + text);
        };
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        var all = EnumSet.allOf(type);
        return text -> all.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + names(all) + ", not " + text));
    }

    private static String names(Set<? extends Enum<?>> all) {
        return all.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// Who knows the URL of a chat may write there: it may be kept like a secret.
    private HttpUrl url(YamlSection section) {
        return section.value("url", text -> {
            if (!text.startsWith("env:") && !text.startsWith("file:")) {
                return HttpUrl.of(Fields.httpUrl(text));
            }
            var url = new HttpUrl(Secret.reference("url", text, environment));
            try {
                var _ = url.uri(); // complains at the start
                return url;
            } catch (IOException e) {
                throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private @Nullable Secret secretOrNull(YamlSection section, String key) {
        return section.textOrNull(key) == null
                ? null
                : section.value(key, text -> Secret.reference(key, text, environment));
    }
}
