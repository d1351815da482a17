package org.rollcall.local;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.rollcall.Given;
import org.rollcall.PageText;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobFolder;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** A job that has ended, with its execution and its objects. */
record EndedJob(TestLibrary library, String id, DescribeExecutionResponse execution) {

  JsonNode report() {
    return Given.json(object("report.json"));
  }

  /** The text of {@code report.html}, with the members. */
  String page() {
    return PageText.of(object("report.html"));
  }

  /** The report's status, such as {@code COMPLETED_SUCCESS}. */
  String status() {
    return report().path("status").asText();
  }

  int count(String counter) {
    JsonNode counters = report().path("counters");
    if (!counters.path(counter).isInt()) {
      throw new AssertionError("no counter " + counter);
    }
    return counters.path(counter).intValue();
  }

  /** The rows of {@code users.csv} by primary ID. Each ID occurs once. */
  Map<String, Map<String, String>> users() {
    Map<String, Map<String, String>> users = new LinkedHashMap<>();
    CsvReader.builder()
        .ofNamedCsvRecord(csv("users.csv"))
        .forEach(
            row -> {
              if (users.put(row.getField("primary_id"), row.getFieldsAsMap()) != null) {
                throw new AssertionError("users.csv has a member twice");
              }
            });
    return users;
  }

  /** A cell of {@code users.csv}. */
  String cell(String user, String column) {
    return Optional.ofNullable(users().get(user))
        .map(row -> row.get(column))
        .orElseThrow(() -> new AssertionError(user + " is not in users.csv"));
  }

  String result(String user) {
    return cell(user, "result");
  }

  JobId jobId() {
    return new JobId(id);
  }

  /** The job, as it is named on users' items. */
  JobReference reference() {
    return new JobFolder(library.wiring().bucket(), jobId()).readJob().reference();
  }

  /** The users with a result, in the order of {@code users.csv}. */
  List<String> usersWith(String result) {
    return users().entrySet().stream()
        .filter(user -> result.equals(user.getValue().get("result")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The code of a user's reason, such as {@code OWN_RECORD}. */
  String reason(String user) {
    return cell(user, "reason_code");
  }

  /** The IDs in {@code failed.csv}. */
  List<String> failed() {
    return CsvReader.builder().ofNamedCsvRecord(csv("failed.csv")).stream()
        .map((NamedCsvRecord row) -> row.getField("primary_id"))
        .toList();
  }

  /** The owed letters in the report: the reason and the number, such as {@code REFUSED 1}. */
  List<String> owed() {
    return StreamSupport.stream(report().path("owed_letters").spliterator(), false)
        .map(group -> group.path("reason").asText() + " " + group.path("letters").asInt())
        .toList();
  }

  /** The errors of a rejected job: messages by path. */
  Map<String, String> errors() {
    if (!"JobRejected".equals(execution.error())) {
      throw new AssertionError("the job was not rejected but ended " + execution.status());
    }
    Map<String, String> errors = new LinkedHashMap<>();
    StreamSupport.stream(Given.json(execution.cause()).path("errors").spliterator(), false)
        .forEach(error -> errors.put(error.path("path").asText(), error.path("message").asText()));
    return errors;
  }

  /** A table without its byte order mark. */
  private String csv(String name) {
    return object(name).replaceFirst("^\ufeff", "");
  }

  /** An object in the job's folder. */
  String object(String name) {
    try {
      return library.object("jobs/" + id + "/" + name);
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage() + "; " + execution.statusAsString() + ": " + execution.cause(), e);
    }
  }

  /** The entries of a page of the ledger, without the last line, which has the usage. */
  List<String> entries(String page) {
    List<String> lines = object(page).lines().toList();
    return lines.subList(0, lines.size() - 1);
  }

  @Override
  public String toString() {
    return "job " + id + ", " + execution.status();
  }
}
