// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The plan of the house, as far as the compiler cannot hold it. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("cliplab");

    @Test
    void engineTypesStayInTheModel() {
        noClasses()
                .that()
                .resideInAPackage("cliplab.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .because("engine objects belong to the thread of their network, and records are what leaves it")
                .check(CLASSES);
    }

    @Test
    void dataAndLossesOutsideTheEngineKnowNothingOfIt() {
        noClasses()
                .that()
                .resideInAPackage("cliplab.model.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "cliplab.model.net..", "cliplab.model.train..", "cliplab.model.run..")
                .because("data is plain arrays, the same whatever trains on it")
                .check(CLASSES);
    }

    @Test
    void packagesOfTheModelHaveNoCycles() {
        slices().matching("cliplab.model.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a reader should be able to start somewhere")
                .check(CLASSES);
    }

    @Test
    void onlyCommandsWriteToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cliplab.app.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a window has no standard streams, and a library should not talk")
                .check(CLASSES);
    }
}
