package org.rollcall.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.rollcall.user.PrimaryId;

/**
 * What a change knows beside the user. It is the same however often a job's work is done again, so
 * that doing it again gives the same user.
 *
 * @param operator whoever started the job
 * @param started when the job's execution started
 * @param institution the institution's code, the scope of institution-wide roles
 */
public record ChangeContext(PrimaryId operator, Instant started, String institution) {

  public ChangeContext {
    requireNonNull(operator, "operator is null");
    requireNonNull(started, "started is null");
    requireNonNull(institution, "institution is null");
  }

  /** The day in UTC on which the job started. */
  public LocalDate today() {
    return LocalDate.ofInstant(started, ZoneOffset.UTC);
  }

  /** Notes in an entry who adds it and when, to the second, as Alma does. */
  public void sign(ObjectNode entry) {
    entry.put("created_by", operator.toString());
    entry.put("created_date", started.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
