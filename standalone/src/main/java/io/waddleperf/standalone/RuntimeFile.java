package io.waddleperf.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waddleperf.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where everything of a running system is, as `runtime.json` tells other programs.
///
/// Ports that nobody asked for are kept from one start to the next, so that the responder stays
/// the same target.
///
/// @param listen null where nothing but this machine is answered
record RuntimeFile(
        int web,
        int kafka,
        int database,
        int responderHttp,
        int responderUdp,
        int responderSpeed,
        Map<String, Long> pids,
        @Nullable Listen listen) {
    /// Beside this file: the certificate of who signed those of page and broker.
    private static final String AUTHORITY = DataDirectory.AUTHORITY + "/authority.pem";

    private static final ObjectMapper JSON = new ObjectMapper();

    RuntimeFile {
        pids = new LinkedHashMap<>(pids);
    }

    /// Chooses the ports, the same as in the last run where they are free.
    static RuntimeFile plan(UpOptions options, Path lastRun) {
        JsonNode last = read(lastRun);
        var taken = new HashSet<>(List.of(options.port(), options.kafkaPort()));
        return new RuntimeFile(
                options.port(),
                options.kafkaPort(),
                choose(last.at("/database/port").asInt(), taken),
                choose(last.at("/responder/httpPort").asInt(), taken),
                choose(last.at("/responder/udpPort").asInt(), taken),
                choose(last.at("/responder/speedPort").asInt(), taken),
                Map.of("waddleperf", ProcessHandle.current().pid()),
                options.listen());
    }

    /// What an operator should know who starts it where other machines do not look for it.
    Optional<String> moved(Path lastRun) {
        JsonNode last = read(lastRun);
        String before = last.at("/web").asText();
        if (!last.has("kafkaNetwork") || before.equals(webUrl())) {
            return Optional.empty();
        }
        return Optional.of("it was " + before + " before: probes that joined go on looking for it there; "
                + (listen == null
                        ? "without --listen they are not answered"
                        : "--advertise names it as before, or let them join again (`./waddleperf probes enrol"
                                + " --id ID`)"));
    }

    private static int choose(int wanted, Set<Integer> taken) {
        int port = wanted;
        while (port <= 0 || taken.contains(port) || !FreePorts.isFree(port)) {
            port = FreePorts.next();
        }
        taken.add(port);
        return port;
    }

    private static JsonNode read(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode(); // cut by a crash: ports are chosen anew
        }
    }

    RuntimeFile with(String process, long pid) {
        var more = new LinkedHashMap<>(pids);
        more.put(process, pid);
        return new RuntimeFile(web, kafka, database, responderHttp, responderUdp, responderSpeed, more, listen);
    }

    /// After the stop no process of ours is left.
    RuntimeFile withoutPids() {
        return new RuntimeFile(web, kafka, database, responderHttp, responderUdp, responderSpeed, Map.of(), listen);
    }

    String webUrl() {
        return listen == null ? "http://127.0.0.1:" + web : "https://" + listen.authority(web);
    }

    String responderUrl() {
        return "http://127.0.0.1:" + responderHttp + "/";
    }

    /// Where its speed tests' door is.
    String speedUrl() {
        return "http://127.0.0.1:" + responderSpeed;
    }

    /// Written whole under another name first: a reader never sees half of it.
    void write(Path file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("web", webUrl());
        json.put("kafka", "127.0.0.1:" + kafka);
        if (listen != null) {
            json.put("kafkaNetwork", listen.authority(listen.kafkaPort()));
            json.put("authority", AUTHORITY);
        }
        json.put("database", Map.of("host", "127.0.0.1", "port", database, "name", "waddleperf", "user", "waddleperf"));
        var responder = new LinkedHashMap<String, Object>();
        responder.put("http", responderUrl());
        responder.put("udp", "127.0.0.1:" + responderUdp);
        responder.put("httpPort", responderHttp);
        responder.put("udpPort", responderUdp);
        responder.put("speedPort", responderSpeed);
        json.put("responder", responder);
        json.put("pids", pids);
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + '\n');
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StartException(file + " cannot be written: " + e, e);
        }
    }
}
