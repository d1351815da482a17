package org.rollcall.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.rollcall.time.SystemClock;

/** Dependencies of the command line. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.rollcall");

  @Test
  void commands_shouldUseStepFunctionsByItsClientOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.rollcall.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rollcall.local.states..",
            "org.rollcall.local.endpoint..",
            "org.rollcall.local.sample..",
            "org.rollcall.lambda..")
        .check(CLASSES);
  }

  /** A server that fetches addresses in letters or forms could be made to call other servers. */
  @Test
  void console_shouldFetchNothing() {
    noClasses()
        .that()
        .resideInAPackage("org.rollcall.cli.console..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(URL.class, URLConnection.class, Socket.class)
        .check(CLASSES);
  }

  @Test
  void otherModules_shouldNotDependOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.rollcall.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.rollcall.cli..")
        .check(CLASSES);
  }

  @Test
  void packages_shouldHaveNoCycles() {
    slices()
        .matching("org.rollcall.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(resideInAPackage("org.rollcall.cli..")));
  }

  /** Otherwise a test could not run with a clock that is ahead. */
  @Test
  void time_shouldComeFromOneClock() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(SystemClock.class)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now", ZoneId.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }
}
