package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.rollcall.user.PrimaryId;

/**
 * The data of a job that a change depends on. It is the same in all attempts, so that a repeated
 * change has the same result.
 *
 * @param operator the user who started the job
 * @param started when the job's execution started
 * @param institution the institution's code, the scope of institution-wide roles
 */
public record ChangeContext(PrimaryId operator, Instant started, String institution) {

  /** The UTC day on which the job started. See D-031. */
  public LocalDate today() {
    return LocalDate.ofInstant(started, ZoneOffset.UTC);
  }

  /** Sets {@code created_by} and {@code created_date} (in seconds, as Alma does) of a new entry. */
  public void setCreation(ObjectNode entry) {
    entry.put("created_by", operator.toString());
    entry.put("created_date", started.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
