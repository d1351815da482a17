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

/**
 * The permissions of each function on the table and on SES are exactly those that its code needs.
 * {@code UserTable} reads users with BatchGetItem and Scan, and writes them with UpdateItem.
 */
class TemplatePermissionsTest {

  private static final Pattern ACTION =
      Pattern.compile("[ ](?:dynamodb|ses|lambda):([A-Z]\\w+)(?!:)\\R");

  @ParameterizedTest
  @CsvSource({
    "PrepareJob, BatchGetItem GetAccountSettings GetIdentityVerificationAttributes GetSendQuota Scan",
    "UpdateUser, BatchGetItem UpdateItem",
    "NotifyUser, BatchGetItem SendRawEmail UpdateItem",
    "ReportJob, BatchGetItem",
    "CheckCredential, BatchGetItem UpdateItem",
    "RecordDelivery, BatchGetItem UpdateItem",
    "StartJob, BatchGetItem Scan"
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
