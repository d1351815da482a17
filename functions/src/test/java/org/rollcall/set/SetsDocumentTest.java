package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.error.Faults;

/** The examples in {@code docs/sets.md} are valid sets. */
class SetsDocumentTest {

  private static final Pattern SET =
      Pattern.compile("^```(csv|json)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  static Stream<String[]> sets() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "sets.md"));
    return SET.matcher(document)
        .results()
        .map((MatchResult block) -> new String[] {block.group(1), block.group(2)})
        .filter(block -> !block[1].contains("initiated_by"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void example_shouldBeAValidSet(String format, String content) {
    SetFixture fixture = new SetFixture().with("sets/leavers." + format, content);
    Stream.of(
            "all-students",
            "reading-room",
            "returned-cards",
            "graduating-patrons",
            "expired-undergraduates")
        .forEach(name -> fixture.with("sets/" + name + ".txt", "primary_id\n"));
    Faults faults = new Faults();
    assertThat(fixture.read("leavers", faults)).isPresent();
    assertThat(messages(faults)).isEmpty();
  }
}
