package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.rollcall.id.JobId;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** What a job left behind, as whoever started it can see it. */
record EndedJob(Library library, String id, DescribeExecutionResponse execution) {

  JsonNode report() {
    return Library.parse(object("report.json"));
  }

  /** The report's status, such as {@code COMPLETED_SUCCESS}. */
  String status() {
    return report().path("status").asText();
  }

  int count(String counter) {
    JsonNode counters = report().path("counters");
    if (!counters.path(counter).isInt()) {
      throw new AssertionError("there is no counter " + counter);
    }
    return counters.path(counter).intValue();
  }

  /** The table of users, by primary id as it stands there; each may stand there once. */
  Map<String, Map<String, String>> users() {
    Map<String, Map<String, String>> users = new LinkedHashMap<>();
    CsvReader.builder()
        .ofNamedCsvRecord(object("users.csv"))
        .forEach(
            row -> {
              if (users.put(row.getField("primary_id"), row.getFieldsAsMap()) != null) {
                throw new AssertionError("a member is in the table twice");
              }
            });
    return users;
  }

  /** One cell of the table of users. */
  String cell(String user, String column) {
    return Optional.ofNullable(users().get(user))
        .map(row -> row.get(column))
        .orElseThrow(() -> new AssertionError(user + " is not in the table"));
  }

  String result(String user) {
    return cell(user, "result");
  }

  JobId jobId() {
    return new JobId(id);
  }

  /** The code of a user's reason, such as {@code OWN_RECORD}. */
  String reason(String user) {
    return cell(user, "reason_code");
  }

  /** The ids of the set of those that remain. */
  List<String> failed() {
    return CsvReader.builder().ofNamedCsvRecord(object("failed.csv")).stream()
        .map((NamedCsvRecord row) -> row.getField("primary_id"))
        .toList();
  }

  /** The faults of a rejected job, path by path. */
  Map<String, String> faults() {
    if (!"JobRejected".equals(execution.error())) {
      throw new AssertionError("the job was not rejected but ended " + execution.status());
    }
    Map<String, String> faults = new LinkedHashMap<>();
    StreamSupport.stream(Library.parse(execution.cause()).path("errors").spliterator(), false)
        .forEach(fault -> faults.put(fault.path("path").asText(), fault.path("message").asText()));
    return faults;
  }

  /** An object of the job's folder. */
  String object(String name) {
    return library.object("jobs/" + id + "/" + name);
  }

  /** The entries of a page of the ledger, without the line of the work. */
  List<String> entries(String page) {
    List<String> lines = object(page).lines().toList();
    return lines.subList(0, lines.size() - 1);
  }

  @Override
  public String toString() {
    return "job " + id + ", " + execution.status();
  }
}
