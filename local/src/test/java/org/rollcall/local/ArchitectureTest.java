package org.rollcall.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dependencies between functions, embedded services, local stack and command line. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.rollcall");

  @Test
  void functions_shouldNotDependOnTheLocalStack() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.rollcall.local..", "org.rollcall.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.rollcall.local..", "org.rollcall.cli..")
        .check(CLASSES);
  }

  @Test
  void localStack_shouldNotDependOnTheCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("org.rollcall.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rollcall.cli..")
        .check(CLASSES);
  }

  @Test
  void embeddedServices_shouldNotDependOnRollcall() {
    noClasses()
        .that()
        .resideInAnyPackage("org.rollcall.local.states..", "org.rollcall.local.endpoint..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rollcall.job..",
            "org.rollcall.lambda..",
            "org.rollcall.user..",
            "org.rollcall.letter..",
            "org.rollcall.report..",
            "org.rollcall.set..",
            "org.rollcall.change..",
            "org.rollcall.credential..")
        .check(CLASSES);
  }

  @Test
  void packages_shouldHaveNoCycles() {
    slices().matching("org.rollcall.local.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
