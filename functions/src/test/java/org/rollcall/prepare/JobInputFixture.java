package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;
import static org.rollcall.Given.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

/** Inputs of jobs for tests. */
final class JobInputFixture {

  static final String KEYS =
      "initiated_by: 'mlibrarian', set: 'leavers', notify: {type: 'ACCOUNT_UPDATED'}";

  private JobInputFixture() {}

  /** A valid input in which some keys are added or replaced. */
  static ObjectNode input(String keys) {
    return object("{" + KEYS + "}").setAll(object("{" + keys + "}"));
  }

  static List<String> faultsOf(String keys) {
    Faults faults = new Faults();
    JobInput.read(input(keys), CodeTables.of(Map.of()), faults);
    return messages(faults);
  }

  static JobInput accepted(String keys) {
    Faults faults = new Faults();
    JobInput read = JobInput.read(input(keys), CodeTables.of(Map.of()), faults);
    assertThat(messages(faults)).isEmpty();
    return read;
  }

  static String members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'m" + i + "'")
        .collect(Collectors.joining(",", "set: {members: [", "]}"));
  }
}
