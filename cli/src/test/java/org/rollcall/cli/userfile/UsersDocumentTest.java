package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.admin.RecordWarnings;
import org.rollcall.user.User;

/** The examples in docs/users.md. */
class UsersDocumentTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("rollcall.home")).resolve("docs/users.md");

  @TempDir Path temp;

  @Test
  void examples_shouldBeTheSameUserWithNothingAmiss() throws IOException {
    ObjectNode json = taken("json");

    assertThat(taken("xml")).isEqualTo(json);
    assertThat(json.path("primary_id").asText()).isEqualTo("Zoe.Example");
    assertThat(RecordWarnings.about(new User(json))).isEmpty();
  }

  private ObjectNode taken(String language) throws IOException {
    String block =
        Files.readString(DOCUMENT).split("(?m)^```" + language + "$", 2)[1].split("```", 2)[0];
    CollectedRecords found =
        CollectedRecords.from(Files.writeString(temp.resolve(language), block));
    assertThat(found.incomplete).isEmpty();
    return found.taken();
  }
}
