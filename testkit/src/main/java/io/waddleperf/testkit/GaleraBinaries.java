package io.waddleperf.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The installed programs that a Galera node needs: Debian's `mariadb-server`, `galera-4` and `rsync`.
///
/// @param server    `mariadbd`
/// @param installer makes the system tables
/// @param provider  Galera's library
/// @param asNobody  what stands before a command so that it does not run as root: a transfer by rsync
///                  between nodes of root fails
record GaleraBinaries(Path server, Path installer, Path provider, List<String> asNobody) {
    static final int NOBODY = 65_534;

    private static final List<String> FOLDERS_BESIDE_PATH = List.of("/usr/sbin", "/usr/bin", "/usr/local/bin");
    private static final List<Path> PROVIDERS = Stream.of("lib/galera", "lib/galera-4", "lib64/galera-4", "lib")
            .map(folder -> Path.of("/usr", folder, "libgalera_smm.so"))
            .toList();

    /// The last three are called by the nodes themselves.
    private static final List<String> PROGRAMS =
            List.of("mariadbd", "mariadb-install-db", "wsrep_sst_rsync", "my_print_defaults", "rsync");

    GaleraBinaries {
        asNobody = List.copyOf(asNobody);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// What is missing here, empty where all is there.
    static List<String> missing() {
        var missing = new ArrayList<String>();
        PROGRAMS.forEach(program -> require(program, missing));
        if (isRoot()) {
            require("setpriv", missing);
        }
        if (installedProvider().isEmpty()) {
            missing.add("libgalera_smm.so");
        }
        return missing;
    }

    static GaleraBinaries locate() {
        var nobody = Integer.toString(NOBODY);
        return new GaleraBinaries(
                program("mariadbd").orElseThrow(),
                program("mariadb-install-db").orElseThrow(),
                installedProvider().orElseThrow(),
                isRoot() ? List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups") : List.of());
    }

    private static void require(String program, List<String> missing) {
        if (program(program).isEmpty()) {
            missing.add(program);
        }
    }

    private static Optional<Path> installedProvider() {
        return PROVIDERS.stream().filter(Files::isReadable).findFirst();
    }

    private static Optional<Path> program(String name) {
        var onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(onPath, FOLDERS_BESIDE_PATH.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
