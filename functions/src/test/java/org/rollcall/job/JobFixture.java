package org.rollcall.job;

import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.letter.LetterLanguages;
import org.rollcall.letter.ses.SendQuota;
import org.rollcall.update.BeforeImages;
import org.rollcall.update.UserUpdate;

/** Accepted jobs for tests. */
public final class JobFixture {

  private static final JobId ID = new JobId("job-1");
  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant EXPIRE = Instant.parse("2026-12-22T10:00:00Z");

  private static final LetterLanguages LANGUAGES = new LetterLanguages(List.of("en", "fr"), "en");

  private JobFixture() {}

  public static Job job(Optional<String> changes, Optional<String> letter, boolean includeStaff) {
    return job(changes, letter, false, includeStaff, false);
  }

  public static Job job(
      Optional<String> changes,
      Optional<String> letter,
      boolean respectsOptOut,
      boolean includeStaff,
      boolean byAdministrator) {
    return new Job(
        new JobExecution(
            ID,
            Optional.empty(),
            Optional.empty(),
            new JobReference(ID, STARTED),
            "MLibrarian",
            STARTED,
            EXPIRE,
            14,
            DecisionBasis.of(new JobReference(ID, STARTED), "MLibrarian", byAdministrator),
            Optional.empty(),
            Optional.empty()),
        new JobRequest(
            "Leavers",
            JobMode.RUN,
            TextNode.valueOf("leavers"),
            (ObjectNode) json(changes.orElse("{}")),
            Map.of(),
            letter.map(type -> new JobLetter(type, respectsOptOut, LANGUAGES, List.of("en"))),
            OptionalInt.empty(),
            Optional.empty(),
            includeStaff,
            "01RC_INST",
            ZoneOffset.UTC,
            LocalDate.ofInstant(STARTED, ZoneOffset.UTC),
            List.of(),
            Optional.empty(),
            OptionalInt.empty()),
        new SetSnapshot("leavers", 1, 0, "", List.of()),
        0,
        OptionalInt.empty(),
        Pacing.withLetters(1, new SendQuota(14, OptionalLong.empty())),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public static UserUpdate update(Job job) {
    return new UserUpdate(job.execution(), job.request(), BeforeImages.NONE);
  }
}
