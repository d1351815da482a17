package org.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ServiceErrors;
import org.rollcall.credential.KmsPasswordKey;
import org.rollcall.job.MemberAccounts;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.Mailer;
import org.rollcall.notify.ChunkNotification;
import org.rollcall.set.SetRepository;
import org.rollcall.start.Executions;
import org.rollcall.update.ChunkUpdate;
import org.rollcall.user.store.UserTable;

@AnalyzeClasses(packages = "org.rollcall", importOptions = DoNotIncludeTests.class)
class WallsTest {

  private static final String AWS_SDK = "software.amazon.awssdk..";

  @ArchTest
  static final ArchRule functions_shouldKnowNothingOfWhereTheyRun =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.rollcall.local..", "org.rollcall.cli..");

  @ArchTest
  static final ArchRule awsSdk_shouldStayAtTheEdge =
      noClasses()
          .that()
          .doNotBelongToAnyOf(
              Bucket.class,
              ServiceErrors.class,
              UserTable.class,
              KmsPasswordKey.class,
              Mailer.class,
              ChunkUpdate.class,
              ChunkNotification.class,
              MemberAccounts.class,
              Executions.class,
              Wiring.class)
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.notify.SesSender")
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.notify.LetterSender")
          // The two that turn a user into DynamoDB's words, not to be seen outside their package.
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.user.store.Attributes")
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.user.store.Attributes$1")
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.user.store.ItemUpdate")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AWS_SDK);

  @ArchTest
  static final ArchRule changesAndSets_shouldBePure =
      noClasses()
          .that()
          .resideInAnyPackage("org.rollcall.change..", "org.rollcall.set..")
          .and()
          .doNotHaveFullyQualifiedName("org.rollcall.set.SetFiles")
          .and()
          .doNotBelongToAnyOf(SetRepository.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(AWS_SDK, "org.rollcall.aws..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(UserTable.class);

  @ArchTest
  static final ArchRule packages_shouldHaveNoCycles =
      slices().matching("org.rollcall.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule handlers_shouldBeInLambdaOnly =
      classes()
          .that()
          .implement(RequestStreamHandler.class)
          .should()
          .resideInAPackage("org.rollcall.lambda");

  @ArchTest
  static final ArchRule lambdasRuntime_shouldBeKnownToHandlersOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rollcall.lambda")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.amazonaws..", "org.rollcall.lambda..");

  @ArchTest
  static final ArchRule json_shouldKnowNothingOfTheDomain =
      noClasses()
          .that()
          .resideInAPackage("org.rollcall.json")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("org.rollcall..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "org.rollcall.json", "org.rollcall.error")));
}
