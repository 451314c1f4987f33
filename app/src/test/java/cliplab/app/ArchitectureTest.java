// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.Executors;
import javafx.application.Platform;
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

    @Test
    void onlyThePlatformCallsRunLater() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cliplab.app.platform..")
                .should()
                .callMethod(Platform.class, "runLater", Runnable.class)
                .because("one executor leads to the FX thread, and tests put their own in its place")
                .check(CLASSES);
    }

    @Test
    void threadsAreMadeByTheirOwnersOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("cliplab.app..", "cliplab.viz..")
                .and()
                .resideOutsideOfPackages("cliplab.app.platform..", "cliplab.app.cli..")
                .and()
                .haveNameNotMatching("cliplab\\.app\\.(training\\.TrainingService|classify\\.InferenceService)(\\$.*)?")
                .should()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class)
                .because("every thread has a name, an owner and an end")
                .check(CLASSES);
    }

    @Test
    void modelAndViewsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("cliplab.viz..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cliplab.model..", "cliplab.app..")
                .because("a figure is made of numbers, wherever they come from")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("cliplab.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cliplab.viz..", "cliplab.app..", "javafx..")
                .because("the network trains without a screen")
                .check(CLASSES);
    }

    @Test
    void chartsAndProjectionsStayInTheViews() {
        noClasses()
                .that()
                .resideInAPackage("cliplab.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jfree..", "java.awt..", "javax.swing..")
                .because("panes take numbers and a palette, and AWT's windows do not exist here")
                .check(CLASSES);
    }

    @Test
    void onlyTheLinearProbeBringsSmile() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("cliplab.model.eval.LinearProbe")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("smile..")
                .because("the probe is measured on a network, and never trains one")
                .check(CLASSES);
    }

    @Test
    void commandsDoNotLoadTheToolkit() {
        noClasses()
                .that()
                .resideInAnyPackage("cliplab.app.cli..", "cliplab.app.settings..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "cliplab.viz..", "cliplab.app.platform..", "cliplab.app.shell..")
                .because("a command starts quickly, and runs where there is no display")
                .check(CLASSES);
    }

    @Test
    void theNetworkIsReachedFromOnePlaceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("cliplab.app.gpu..")
                .and()
                .haveNameNotMatching("cliplab\\.app\\.platform\\.LocalName(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "javax.net..", "java.rmi..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(URLConnection|HttpURLConnection|(Server|Datagram)?Socket|Inet.*Address|.*Socket.*)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\..*(Socket|Datagram).*")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("javafx\\.(application\\.HostServices|scene\\.(web|media)\\..*)")
                .because("nothing is fetched without a click that says what, and no other code even could")
                .check(CLASSES);
    }
}
