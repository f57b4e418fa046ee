package io.waddleperf.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may depend on whom, as docs/ARCHITECTURE.md says.
class ArchitectureTest {
    private static final String ROOT = "io.waddleperf.";
    private static final List<String> SERVICES = List.of("scheduler", "escalation", "sink", "api");
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.waddleperf");

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "escalation", "sink", "api"})
    void noServiceKnowsAnother(String service) {
        var others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(OURS);
    }

    @Test
    void contractsKnowNobody() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "contracts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "scheduler..",
                        ROOT + "escalation..",
                        ROOT + "sink..",
                        ROOT + "api..",
                        ROOT + "database..",
                        ROOT + "archive..",
                        ROOT + "embedded..",
                        ROOT + "standalone..",
                        "io.quarkus..",
                        "jakarta..",
                        "java.sql..")
                .check(OURS);
    }

    @Test
    void theDatabaseRoomKnowsOnlyContracts() {
        classes()
                .that()
                .resideInAPackage(ROOT + "database..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "database..",
                        ROOT + "contracts..",
                        "java..",
                        "javax.sql..",
                        "io.smallrye.config..", // DatabaseUrl, with the annotation of its rank
                        "jakarta.annotation..",
                        "org.flywaydb..",
                        "org.mariadb..",
                        "org.jspecify..",
                        "org.slf4j..")
                .check(OURS);
    }

    @Test
    void documentsKnowOnlyContractsAndTheirLibraries() {
        classes()
                .that()
                .resideInAPackage(ROOT + "documents..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "documents..",
                        ROOT + "contracts..",
                        "java..",
                        "io.avaje.json..",
                        "org.jspecify..",
                        "org.yaml.snakeyaml..")
                .check(OURS);
    }

    @Test
    void licensingKnowsOnlyItsLibraries() {
        classes()
                .that()
                .resideInAPackage(ROOT + "licensing..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "licensing..", "java..", "io.avaje.json..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void theArchiveKnowsOnlyContractsAndItsLibraries() {
        classes()
                .that()
                .resideInAPackage(ROOT + "archive..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "archive..",
                        ROOT + "contracts..",
                        "java..",
                        "com.jerolba..",
                        "org.apache.hadoop..",
                        "org.apache.kafka..",
                        "org.apache.parquet..",
                        "org.jspecify..",
                        "software.amazon.awssdk..")
                .check(OURS);
    }

    @Test
    void onlyStandaloneStartsServers() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES.stream().map(s -> ROOT + s + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "embedded..")
                .check(OURS);
    }

    /// Deciders take the time as an argument: a whole system can then run in one thread, seeded.
    @Test
    void decidersReadNoClock() {
        noClasses()
                .that()
                .haveSimpleName("Plan")
                .or()
                .haveSimpleName("Slots")
                .or()
                .haveSimpleName("Timetable")
                .or()
                .haveSimpleName("SeriesState")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(OURS);
    }
}
