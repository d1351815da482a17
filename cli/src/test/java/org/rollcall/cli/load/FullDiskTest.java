package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.RollcallProcess;
import org.rollcall.local.LocalStack;

/** A load in a process that can write only small files. */
class FullDiskTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  /**
   * The shell's blocks, which are 2.2 or 4.4 MiB. SQLite's library is smaller, and the write-ahead
   * log of all users is larger.
   */
  private static final int MAX_BLOCKS = 4_500;

  private static final int USERS = 10_000;

  private static final Pattern LOADED = Pattern.compile("(\\d+) records were loaded before");

  @TempDir Path temp;

  @Test
  void load_thatCannotWriteAllUsers_shouldFailAndCountThoseThatAreStored() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    Path data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
    Path users = Files.writeString(temp.resolve("users.jsonl"), users());

    CommandResult load =
        RollcallProcess.startWithFileLimit(MAX_BLOCKS, "load", users, "--data", data).await();

    assertThat(load.exitCode()).as(load.err()).isEqualTo(1);
    assertThat(load.out()).isEmpty();
    assertThat(load.err())
        .contains("rollcall: " + data.resolve("users.db") + " cannot be read or written (")
        .doesNotContain("Exception")
        .doesNotContain("WARNING");
    Matcher loaded = LOADED.matcher(load.err());
    assertThat(loaded.find()).as(load.err()).isTrue();
    assertThat(storedUsers(data)).isPositive().isEqualTo(Integer.parseInt(loaded.group(1)));
  }

  private static int storedUsers(Path data) {
    try (LocalStack stack = LocalStack.open(data, HOME)) {
      int[] count = {0};
      stack.users().forEach(user -> count[0]++);
      return count[0];
    }
  }

  private static String users() {
    String note = "x".repeat(500);
    return IntStream.range(0, USERS)
        .mapToObj(
            i ->
                "{\"primary_id\": \"reader.%d\", \"user_note\": [{\"note_text\": \"%s\"}]}"
                    .formatted(i, note))
        .collect(Collectors.joining("\n"));
  }
}
