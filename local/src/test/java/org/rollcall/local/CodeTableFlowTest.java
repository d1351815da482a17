package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Jobs of an institution with some code tables. */
class CodeTableFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.put("codes/UserGroups.json", "{\"UG\": \"Undergraduate\", \"ALUMNI\": \"Alumni\"}");
    library.put(
        "codes/UserBlockDescription.json",
        "{\"name\": \"UserBlockDescription\", \"row\": [{\"code\": \"02-GLOBAL\", \"description\":"
            + " \"Everywhere\", \"enabled\": \"true\"}]}");
  }

  private static EndedJob run(String member, String changes) {
    return library.run(
        "{'initiated_by': 'user.manager', 'set': {'members': ['%s']}, 'changes': {%s}}"
            .formatted(member, changes));
  }

  @Test
  void unknownCodes_shouldAllBeErrorsBeforeAnythingIsChanged() {
    library.load(Patron.external("cleo"));

    EndedJob job =
        run(
            "cleo",
            "'user_group': {'value': 'alumni'}, 'status': {'value': 'INACTIVE'},"
                + " 'blocks': {'add': [{'block_description': 'Everywhere'}]}");

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(job.errors())
        .containsOnlyKeys("changes.user_group.value", "changes.blocks.add[0].block_description")
        .containsEntry(
            "changes.user_group.value",
            "codes/UserGroups.json has no such code; this is the description of the code ALUMNI")
        .containsEntry(
            "changes.blocks.add[0].block_description",
            "codes/UserBlockDescription.json has no such code; this is the description of the code"
                + " 02-GLOBAL");
    assertThat(library.keys("jobs/" + job.id())).isEmpty();
    assertThat(library.stored("cleo").user().code("status")).contains("ACTIVE");
  }

  @Test
  void knownCodes_shouldGetTheirDescriptionsInTheRecord() {
    library.load(Patron.external("cyra"));

    EndedJob job =
        run(
            "cyra",
            "'user_group': {'value': 'ALUMNI'}, 'blocks': {'add': [{'block_description': '02-GLOBAL'}]}");

    assertThat(job.result("cyra")).isEqualTo("UPDATED");
    assertThat(library.record("cyra").path("user_group"))
        .isEqualTo(Given.json("{'value': 'ALUMNI', 'desc': 'Alumni'}"));
    assertThat(library.record("cyra").at("/user_block/0/block_description"))
        .isEqualTo(Given.json("{'value': '02-GLOBAL', 'desc': 'Everywhere'}"));
  }

  @Test
  void codeWithoutATable_shouldBeAccepted() {
    library.load(Patron.external("cody"));

    EndedJob job = run("cody", "'campus_code': {'value': 'ANYWHERE'}");

    assertThat(job.result("cody")).isEqualTo("UPDATED");
    assertThat(library.record("cody").path("campus_code"))
        .isEqualTo(Given.json("{'value': 'ANYWHERE'}"));
  }

  @Test
  void invalidTable_shouldRejectOnlyJobsThatUseIt() {
    library.load(Patron.external("cara"));
    library.put("codes/UserTitles.json", "{\"DR\": ");

    assertThat(run("cara", "'user_title': {'value': 'DR'}").errors())
        .containsOnlyKeys("codes/UserTitles.json line 1, column 8");
    assertThat(run("cara", "'campus_code': {'value': 'HILL'}").result("cara")).isEqualTo("UPDATED");
  }
}
