package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read. */
class UserFileTest {

  @TempDir Path temp;

  @Test
  void file_thatCannotBeRead_shouldBeReported() {
    assertThat(CollectedRecords.read(temp).errors)
        .containsExactly(temp.getFileName() + ": USER_FILE_NOT_READABLE");
  }
}
