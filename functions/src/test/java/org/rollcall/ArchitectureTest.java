package org.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.lambda.Wiring;
import org.rollcall.set.SetReader;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.core.SdkClient;

@AnalyzeClasses(packages = "org.rollcall", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String AWS_SDK = "software.amazon.awssdk..";

  @ArchTest
  static final ArchRule functions_shouldNotDependOnStacks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.rollcall.local..", "org.rollcall.cli..");

  private static final DescribedPredicate<JavaClass> MARKED =
      DescribedPredicate.describe(
          "belong to a class with @UsesAwsSdk",
          javaClass -> outermost(javaClass).isAnnotatedWith(UsesAwsSdk.class));

  private static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(ArchitectureTest::outermost).orElse(javaClass);
  }

  @ArchTest
  static final ArchRule awsSdk_shouldBeUsedOnlyByMarkedClasses =
      noClasses()
          .that(DescribedPredicate.not(MARKED))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AWS_SDK);

  /** {@code WiringTest} checks that the clients of the wiring have time limits. */
  @ArchTest
  static final ArchRule clients_shouldBeBuiltOnlyByTheWiring =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Wiring.class)
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "builds a client of AWS",
                  call ->
                      call.getTargetOwner().isAssignableTo(SdkClient.class)
                          && Set.of("builder", "create").contains(call.getName())));

  @ArchTest
  static final ArchRule changesAndSets_shouldNotDependOnAws =
      noClasses()
          .that()
          .resideInAnyPackage("org.rollcall.change..", "org.rollcall.set..")
          .and()
          .doNotBelongToAnyOf(SetReader.class)
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
  static final ArchRule handlers_shouldBeInLambda =
      classes()
          .that()
          .implement(RequestStreamHandler.class)
          .should()
          .resideInAPackage("org.rollcall.lambda");

  @ArchTest
  static final ArchRule lambdaRuntime_shouldBeUsedOnlyByHandlers =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.rollcall.lambda")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.amazonaws..", "org.rollcall.lambda..");

  @ArchTest
  static final ArchRule json_shouldNotDependOnTheDomain =
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
