package org.rollcall;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The permissions of each function on the table, SES and Step Functions are exactly those that its
 * code needs. {@code UserTable} reads users with BatchGetItem and Scan, and writes them with
 * UpdateItem.
 */
class TemplatePermissionsTest {

  private static final Pattern ACTION =
      Pattern.compile("[ ](?:dynamodb|ses|states|lambda):([A-Z]\\w+)(?!:)\\R");

  @ParameterizedTest
  @CsvSource({
    "PrepareJob, BatchGetItem DescribeExecution GetAccountSettings GetIdentityVerificationAttributes GetSendQuota InvokeFunction Scan",
    "UpdateUser, BatchGetItem UpdateItem",
    "NotifyUser, BatchGetItem GetSendQuota SendRawEmail UpdateItem",
    "ReportJob, BatchGetItem DescribeExecution",
    "PrintLetters, BatchGetItem UpdateItem",
    "CheckCredential, BatchGetItem GetItem UpdateItem",
    "RecordDelivery, BatchGetItem UpdateItem",
    "StartJob, BatchGetItem Scan StartExecution"
  })
  void function_shouldHaveExactlyThePermissionsThatItUses(String function, String actions)
      throws IOException {
    Set<String> allowed =
        ACTION
            .matcher(resource(function))
            .results()
            .map((MatchResult action) -> action.group(1))
            .collect(toCollection(TreeSet::new));
    assertThat(String.join(" ", allowed)).isEqualTo(actions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CheckCredential", "StartJob"})
  void function_thatPeopleWaitFor_shouldHaveAnAlarmOnItsErrors(String function) throws IOException {
    assertThat(resource(function + "Failed"))
        .contains(
            "Type: AWS::CloudWatch::Alarm",
            "Namespace: AWS/Lambda",
            "MetricName: Errors",
            "{ Name: FunctionName, Value: !Ref " + function + " }");
  }

  /**
   * A resource's lines in the template, up to the next line of the same or a smaller indentation.
   */
  private static String resource(String name) throws IOException {
    String template = Files.readString(Path.of("..", "template.yaml"));
    var part =
        Pattern.compile("^  " + name + ":\\R((?: {3}.*\\R|\\R)+)", Pattern.MULTILINE)
            .matcher(template);
    assertThat(part.find()).as("%s in template.yaml", name).isTrue();
    return part.group(1);
  }
}
