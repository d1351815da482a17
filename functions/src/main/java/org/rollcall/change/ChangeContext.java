package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;

/**
 * The data of a job that a change depends on. It is the same in all attempts, so that a repeated
 * change has the same result.
 *
 * @param signer the user who is named as the creator of new entries
 * @param time the time and the day of the job's decisions. For a retry, the day is that of the
 *     first job. See D-031.
 * @param institution the institution's code, the scope of institution-wide roles
 */
public record ChangeContext(PrimaryId signer, QueryTime time, String institution) {

  /** The day of the job. */
  public LocalDate today() {
    return time.today();
  }

  /** Sets {@code created_by} and {@code created_date} (in seconds, as Alma does) of a new entry. */
  public void setCreation(ObjectNode entry) {
    entry.put("created_by", signer.toString());
    entry.put("created_date", time.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
