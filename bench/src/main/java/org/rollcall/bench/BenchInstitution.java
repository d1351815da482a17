package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.rollcall.cli.Rollcall;
import org.rollcall.json.Json;

/**
 * A new data folder with external students in the set {@code all}, and an operator {@code bench}.
 * Each command prints how long it took.
 */
final class BenchInstitution {

  private final Path folder;

  private BenchInstitution(Path folder) {
    this.folder = folder;
  }

  static BenchInstitution create(int students) throws IOException {
    BenchInstitution institution =
        new BenchInstitution(Files.createTempDirectory("rollcall-bench"));
    institution.write(students);
    String data = institution.data().toString();
    step("init", "init", "--empty", data);
    step("load", "load", institution.folder.resolve("users.jsonl").toString(), "--data", data);
    step(
        "put",
        "put",
        "sets/all.csv",
        institution.folder.resolve("all.csv").toString(),
        "--data",
        data);
    return institution;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Runs a job that makes all students internal users. Returns the report. */
  JsonNode runJob(boolean letters) throws IOException {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("initiated_by", "bench").put("set", "all");
    input.putObject("changes").putObject("account_type").put("value", "INTERNAL");
    if (letters) {
      input.putObject("notify").put("type", "NOTIFY_PASSWORD_CHANGE");
    }
    Path job = Files.writeString(folder.resolve("job.json"), Json.text(input));
    String report = step("run", "run", job.toString(), "--json", "--data", data().toString());
    return Json.read(report.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private void write(int students) throws IOException {
    try (Writer users = Files.newBufferedWriter(folder.resolve("users.jsonl"));
        Writer set = Files.newBufferedWriter(folder.resolve("all.csv"))) {
      users.write(Json.text(operator()) + "\n");
      set.write("primary_id\n");
      for (int i = 1; i <= students; i++) {
        users.write(Json.text(student(i)) + "\n");
        set.write("student" + i + "\n");
      }
    }
  }

  static ObjectNode operator() {
    ObjectNode user = Json.MAPPER.createObjectNode();
    user.put("primary_id", "bench").put("account_type", "INTERNAL").put("status", "ACTIVE");
    user.putArray("user_role")
        .addObject()
        .put("role_type", "21")
        .put("scope", "01RC_INST")
        .put("status", "ACTIVE");
    return user;
  }

  static ObjectNode student(int number) {
    ObjectNode user = Json.MAPPER.createObjectNode();
    user.put("primary_id", "student" + number)
        .put("first_name", "Student")
        .put("last_name", "Number " + number)
        .put("record_type", "PUBLIC")
        .put("account_type", "EXTERNAL")
        .put("external_id", "SIS")
        .put("status", "ACTIVE")
        .put("user_group", "UG")
        .put("preferred_language", "en")
        .put("expiry_date", "2027-06-30Z");
    user.putObject("contact_info")
        .putArray("email")
        .addObject()
        .put("email_address", "student" + number + "@example.edu")
        .put("preferred", true)
        .put("segment_type", "External");
    user.putArray("user_identifier")
        .addObject()
        .put("id_type", "BARCODE")
        .put("value", String.format("%010d", number))
        .put("segment_type", "External");
    return user;
  }

  static String step(String name, String... arguments) {
    StringWriter out = new StringWriter();
    long start = System.nanoTime();
    int exit =
        Rollcall.run(
            new PrintWriter(out),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    print(name, Duration.ofNanos(System.nanoTime() - start));
    if (exit != 0) {
      throw new IllegalStateException(name + " ended with exit code " + exit);
    }
    return out.toString();
  }

  static void print(String name, Duration duration) {
    System.out.printf("%-9s %.1f s%n", name, duration.toMillis() / 1000.0);
  }
}
