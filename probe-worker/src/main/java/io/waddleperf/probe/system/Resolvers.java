package io.waddleperf.probe.system;

import java.util.List;
import java.util.regex.Pattern;

/// The servers in a `resolv.conf` (resolv.conf(5)).
final class Resolvers {
    private static final Pattern SERVER = Pattern.compile("(?m)^\\s*nameserver\\s+([0-9a-fA-F.:]{2,45})(%\\S+)?\\s*$");

    private Resolvers() {}

    static List<String> parse(String resolvConf) {
        return SERVER.matcher(resolvConf)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
