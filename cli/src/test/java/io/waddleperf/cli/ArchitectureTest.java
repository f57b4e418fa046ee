package io.waddleperf.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Whom the commands know, as docs/ARCHITECTURE.md says.
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.waddleperf.cli");

    @Test
    void knowsOnlyContractsAndWhatItSharesWithTheApi() {
        classes()
                .that()
                .resideInAPackage("io.waddleperf.cli..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.waddleperf.cli..",
                        "io.waddleperf.contracts..",
                        "io.waddleperf.documents..",
                        "io.waddleperf.licensing..",
                        "java..",
                        "javax.net.ssl..",
                        "io.avaje.json..",
                        "org.apache.kafka..",
                        "org.jspecify..",
                        "org.yaml.snakeyaml..",
                        "picocli..")
                .check(OURS);
    }

    @Test
    void readsNoClockButInItsMain() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(OURS);
    }
}
