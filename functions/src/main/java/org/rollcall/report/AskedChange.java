package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.json.Json;

/**
 * One change of the job as asked, and how many users it changed. Users that the job skipped, or
 * that failed, are not counted.
 *
 * @param change the key of the change
 * @param asked its value in the job's input
 * @param changed users whose record was changed
 * @param same users whose record needed no change, such as one that had the value already
 * @param conditionFalse users that did not meet the {@code condition}
 * @param whenFalse users that did not meet the {@code when}
 */
public record AskedChange(
    String change, JsonNode asked, int changed, int same, int conditionFalse, int whenFalse) {

  /** For example {@code status 0: its "when" was true for nobody}. */
  public String summary() {
    return change + " " + changed + remark();
  }

  /** Why the change has not changed more users; empty if it has changed all. */
  public String remark() {
    boolean isForNobody = changed == 0 && same == 0;
    if (isForNobody && whenFalse > 0 && conditionFalse == 0) {
      return ": its \"when\" was true for nobody";
    }
    if (isForNobody && conditionFalse > 0 && whenFalse == 0) {
      return ": its \"condition\" was met for nobody";
    }
    List<String> others = new ArrayList<>();
    add(others, same, "needed no change");
    add(others, conditionFalse, "did not meet its \"condition\"");
    add(others, whenFalse, "did not meet its \"when\"");
    return others.isEmpty() ? "" : " (" + String.join(", ", others) + ")";
  }

  private static void add(List<String> others, int count, String what) {
    if (count > 0) {
      others.add(count + " " + what);
    }
  }

  /** The change as in the input, such as {@code status: {"value":"INACTIVE"}}. */
  public String text() {
    return change + ": " + Json.text(asked);
  }
}
