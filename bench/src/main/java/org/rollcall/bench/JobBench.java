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
import java.time.Instant;
import org.rollcall.cli.Rollcall;
import org.rollcall.json.Json;

/**
 * One job on the embedded stack with as many external users as asked for, who become internal, with
 * their passwords reset. Prints how long each step took and the most heap that was in use; see
 * bench/README.md.
 */
public final class JobBench {

  private final Path folder;
  private final Path data;

  private JobBench(Path folder) {
    this.folder = folder;
    this.data = folder.resolve("data");
  }

  /** Arguments: how many users, and {@code letters} if each gets one. */
  public static void main(String[] arguments) throws IOException {
    int users = Integer.parseInt(arguments[0]);
    boolean letters = arguments.length > 1 && arguments[1].equals("letters");
    new JobBench(Files.createTempDirectory("rollcall-bench")).run(users, letters);
    System.exit(0);
  }

  private void run(int users, boolean letters) throws IOException {
    Files.writeString(folder.resolve("job.json"), Json.text(input(letters)));
    writeUsers(users);
    step("init", "init", "--empty", data.toString());
    step("load", "load", folder.resolve("users.jsonl").toString(), "--data", data.toString());
    step(
        "put",
        "put",
        "sets/all.csv",
        folder.resolve("all.csv").toString(),
        "--data",
        data.toString());
    JsonNode report =
        Json.read(
            step(
                    "run",
                    "run",
                    folder.resolve("job.json").toString(),
                    "--json",
                    "--data",
                    data.toString())
                .getBytes(StandardCharsets.UTF_8),
            JsonNode.class);
    Duration job =
        Duration.between(
            Instant.parse(report.path("started").asText()),
            Instant.parse(report.path("ended").asText()));
    print("job alone", job);
    System.out.println("status    " + report.path("status").asText());
    System.out.println("counters  " + report.path("counters"));
    System.out.println(
        "heap      " + Heap.peak() / (1024 * 1024) + " MiB at most, sum of the pools' peaks");
  }

  private static ObjectNode input(boolean letters) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("initiated_by", "bench").put("set", "all");
    input.putObject("changes").putObject("account_type").put("value", "INTERNAL");
    if (letters) {
      input.putObject("notify").put("type", "NOTIFY_PASSWORD_CHANGE");
    }
    return input;
  }

  private void writeUsers(int count) throws IOException {
    try (Writer users = Files.newBufferedWriter(folder.resolve("users.jsonl"));
        Writer set = Files.newBufferedWriter(folder.resolve("all.csv"))) {
      users.write(Json.text(operator()) + "\n");
      set.write("primary_id\n");
      for (int i = 1; i <= count; i++) {
        users.write(Json.text(student(i)) + "\n");
        set.write("student" + i + "\n");
      }
    }
  }

  private static ObjectNode operator() {
    ObjectNode user = Json.MAPPER.createObjectNode();
    user.put("primary_id", "bench").put("account_type", "INTERNAL").put("status", "ACTIVE");
    user.putArray("user_role")
        .addObject()
        .put("role_type", "21")
        .put("scope", "01RC_INST")
        .put("status", "ACTIVE");
    return user;
  }

  private static ObjectNode student(int number) {
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

  private static String step(String name, String... arguments) {
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

  private static void print(String what, Duration took) {
    System.out.printf("%-9s %.1f s%n", what, took.toMillis() / 1000.0);
  }
}
