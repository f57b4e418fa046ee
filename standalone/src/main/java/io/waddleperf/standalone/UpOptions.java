package io.waddleperf.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the command line of `up` asks for.
///
/// @param config              null where no file is given
/// @param maxDiskBytes        bound of everything below `data`
/// @param databaseMemoryBytes of the database's pages; null: as machine and bound of the disk have it
/// @param demo                instead of all targets: a shop to break and a simulated fleet
/// @param notifyUrls          URLs of those who are told of incidents
/// @param listen              null: nothing but this machine is answered
record UpOptions(
        int port,
        int kafkaPort,
        Path data,
        @Nullable Path config,
        List<String> targets,
        Duration interval,
        boolean watchNetwork,
        long maxDiskBytes,
        @Nullable Long databaseMemoryBytes,
        boolean demo,
        List<String> notifyUrls,
        @Nullable Listen listen) {}
