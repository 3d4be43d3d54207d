// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.apache.flink.metrics.MetricGroup;

/**
 * The arrows of the house. If one of these fails, the mathematics can no longer be read, tested and
 * benchmarked without a cluster, or a package knows one that is built on it.
 */
@AnalyzeClasses(packages = "dev.mars", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "dev.mars.alignment..",
        "dev.mars.profile..",
        "dev.mars.retrieval..",
        "dev.mars.evaluation.."
    };

    private static final String COMMANDS = "dev.mars.command..";

    @ArchTest
    static final ArchRule theMathematicsKnowsNoEngine =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule dataSetsKnowNoEngine =
            noClasses()
                    .that()
                    .resideInAPackage("dev.mars.dataset..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");

    /** A metric that is not in the list is in no reference, and no alert knows it. */
    @ArchTest
    static final ArchRule metricsAreRegisteredByTheListOfThemAlone =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.mars.stream.JobMetric")
                    .should()
                    .callMethodWhere(
                            target(owner(assignableTo(MetricGroup.class)))
                                    .and(target(not(nameStartingWith("get")))));

    @ArchTest
    static final ArchRule sortingAndChoosingKnowNoEngine =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.mars.sort..", "dev.mars.diff..", "dev.mars.redrive..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..", "org.apache.kafka..", "org.apache.avro..");

    /**
     * Parquet and what it needs are not in the job jar: a job that touched them would not start.
     */
    @ArchTest
    static final ArchRule filesAreWrittenByTheExportAlone =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.mars.export..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.parquet..", "io.airlift..");

    @ArchTest
    static final ArchRule exportsKnowNoEngine =
            noClasses()
                    .that()
                    .resideInAPackage("dev.mars.export..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..", "org.apache.kafka..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule arrowsPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("alignment")
                    .definedBy("dev.mars.alignment..")
                    .layer("profile")
                    .definedBy("dev.mars.profile..")
                    .layer("retrieval")
                    .definedBy("dev.mars.retrieval..")
                    .layer("config")
                    .definedBy("dev.mars.config..")
                    .layer("topic")
                    .definedBy("dev.mars.topic..")
                    .layer("dataset")
                    .definedBy("dev.mars.dataset..")
                    .layer("evaluation")
                    .definedBy("dev.mars.evaluation..")
                    .layer("local")
                    .definedBy("dev.mars.local..")
                    .layer("report")
                    .definedBy("dev.mars.report..")
                    .layer("sort")
                    .definedBy("dev.mars.sort..")
                    .layer("diff")
                    .definedBy("dev.mars.diff..")
                    .layer("redrive")
                    .definedBy("dev.mars.redrive..")
                    .layer("export")
                    .definedBy("dev.mars.export..")
                    .layer("stream")
                    .definedBy("dev.mars.stream..")
                    .layer("preflight")
                    .definedBy("dev.mars.preflight..")
                    .layer("inspector")
                    .definedBy("dev.mars.inspector..")
                    .layer("command")
                    .definedBy(COMMANDS)
                    .whereLayer("profile")
                    .mayOnlyAccessLayers("alignment")
                    .whereLayer("retrieval")
                    .mayOnlyAccessLayers("alignment", "profile")
                    .whereLayer("alignment")
                    .mayNotAccessAnyLayer()
                    .whereLayer("config")
                    .mayOnlyAccessLayers("alignment", "retrieval")
                    .whereLayer("topic")
                    .mayOnlyAccessLayers("alignment", "profile", "retrieval", "config")
                    .whereLayer("dataset")
                    .mayOnlyAccessLayers("alignment", "profile", "retrieval")
                    .whereLayer("evaluation")
                    .mayOnlyAccessLayers("alignment", "dataset")
                    .whereLayer("evaluation")
                    .mayOnlyBeAccessedByLayers("command")
                    .whereLayer("local")
                    .mayOnlyAccessLayers("config")
                    .whereLayer("report")
                    .mayNotAccessAnyLayer()
                    .whereLayer("report")
                    .mayOnlyBeAccessedByLayers("command", "inspector")
                    .whereLayer("sort")
                    .mayNotAccessAnyLayer()
                    .whereLayer("diff")
                    .mayOnlyAccessLayers("sort")
                    .whereLayer("diff")
                    .mayOnlyBeAccessedByLayers("export", "command")
                    .whereLayer("redrive")
                    .mayOnlyAccessLayers("sort", "topic")
                    .whereLayer("redrive")
                    .mayOnlyBeAccessedByLayers("command")
                    .whereLayer("export")
                    .mayOnlyAccessLayers("sort", "diff", "topic")
                    .whereLayer("export")
                    .mayOnlyBeAccessedByLayers("command")
                    .whereLayer("stream")
                    .mayOnlyAccessLayers("alignment", "profile", "retrieval", "config", "topic")
                    .whereLayer("preflight")
                    .mayOnlyAccessLayers("config", "topic", "stream", "profile")
                    .whereLayer("preflight")
                    .mayOnlyBeAccessedByLayers("command")
                    .whereLayer("inspector")
                    .mayOnlyAccessLayers("alignment", "config", "topic", "stream", "report")
                    .whereLayer("inspector")
                    .mayOnlyBeAccessedByLayers("command");

    @ArchTest
    static final ArchRule nothingKnowsTheCommands =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(COMMANDS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(COMMANDS);

    /** {@code Mars} knows the groups of commands, and no group knows {@code Mars}. */
    @ArchTest
    static final ArchRule commandsAreFreeOfCycles =
            slices().assignedFrom(new CommandPackages()).should().beFreeOfCycles();

    /** Each package of commands, the one that holds the others too. */
    private static final class CommandPackages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return resideInAPackage(COMMANDS).test(type)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of commands";
        }
    }
}
