package org.rollcall.job;

import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Accepted jobs for tests. */
public final class JobFixture {

  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant EXPIRE = Instant.parse("2026-12-22T10:00:00Z");

  private JobFixture() {}

  public static Job job(Optional<String> changes, Optional<String> letter, boolean staff) {
    return job(changes, letter, false, staff, false);
  }

  public static Job job(
      Optional<String> changes,
      Optional<String> letter,
      boolean respectsOptOut,
      boolean staff,
      boolean administrator) {
    return new Job(
        "job-1",
        Optional.empty(),
        "job-1",
        "Leavers",
        JobMode.RUN,
        "MLibrarian",
        STARTED,
        new Job.FrozenSet("leavers", 1, 0, "", List.of()),
        TextNode.valueOf("leavers"),
        (ObjectNode) json(changes.orElse("{}")),
        Map.of(),
        letter.map(type -> new Job.Mailing(type, respectsOptOut, 14, Optional.empty())),
        OptionalInt.empty(),
        staff,
        administrator,
        "01RC_INST",
        1,
        EXPIRE);
  }
}
