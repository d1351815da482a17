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

/** The examples in {@code docs/users.md}. */
class UsersDocumentTest {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("rollcall.home")).resolve("docs/users.md");

  @TempDir Path temp;

  @Test
  void examples_shouldBeTheSameUserWithoutWarnings() throws IOException {
    ObjectNode json = storedRecord("json");

    assertThat(storedRecord("xml")).isEqualTo(json);
    assertThat(json.path("primary_id").asText()).isEqualTo("Zoe.Example");
    assertThat(RecordWarnings.find(new User(json), "")).isEmpty();
  }

  private ObjectNode storedRecord(String language) throws IOException {
    String block =
        Files.readString(DOCUMENT).split("(?m)^```" + language + "$", 2)[1].split("```", 2)[0];
    CollectedRecords found =
        CollectedRecords.read(Files.writeString(temp.resolve(language), block));
    assertThat(found.warnings).isEmpty();
    return found.storedRecord();
  }
}
