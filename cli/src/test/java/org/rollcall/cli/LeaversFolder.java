package org.rollcall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.credential.CredentialCheck.Verdict;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress;

/**
 * A data folder with 60 generated users who leave the university. Most get a password and a letter;
 * every tenth has no email address, and every tenth already has an internal account.
 */
public final class LeaversFolder {

  public static final int COUNT = 60;

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  public static final String JOB =
      """
      {"job_name": "LeaversFolder", "initiated_by": "user.manager", "set": "leavers",
       "changes": {"account_type": {"value": "INTERNAL"}, "expiry_date": {"extend_by": "P1Y"}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  private static final Pattern RECIPIENT = Pattern.compile("(?m)^Delivered-To: (\\S+)@example.edu");
  private static final Pattern PASSWORD =
      Pattern.compile("(?m)^(?=.*[0-9])(?=.*[A-Za-z])([A-HJ-NP-Za-hjkmnp-z2-9]{10})\\r?$");

  private static final Pattern WORK = Pattern.compile("\\d{6}\\.jsonl|.*\\.eml");
  private static final Pattern STEP =
      Pattern.compile("execution\\.json|job\\.json|" + WORK.pattern());

  private final Path folder;

  private LeaversFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates and fills the folder. */
  public static LeaversFolder create(Path folder) {
    try (LocalStack stack = LocalStack.open(folder, HOME)) {
      stack.fill(false);
      List<User> users = new ArrayList<>();
      users.add(manager());
      IntStream.range(0, COUNT).forEach(i -> users.add(leaver(i)));
      stack.userAdministration().load(users);
      String set =
          "primary_id\n"
              + String.join("\n", IntStream.range(0, COUNT).mapToObj(LeaversFolder::id).toList());
      stack.bucket().put("sets/leavers.csv", set.getBytes(StandardCharsets.UTF_8), "text/csv");
    }
    return new LeaversFolder(folder);
  }

  public Path folder() {
    return folder;
  }

  private static String id(int number) {
    return "leaver.%02d".formatted(number);
  }

  private static User manager() {
    ObjectNode record = record("user.manager", "INTERNAL");
    record
        .putArray("user_role")
        .addObject()
        .put("role_type", "21")
        .put("scope", "01RC_INST")
        .put("status", "ACTIVE");
    return RecordIntake.take(record);
  }

  private static User leaver(int number) {
    ObjectNode record = record(id(number), number % 10 == 4 ? "INTERNAL" : "EXTERNAL");
    record.put("expiry_date", "2030-01-31Z");
    if (number % 10 != 7) {
      record
          .putObject("contact_info")
          .putArray("email")
          .addObject()
          .put("email_address", id(number) + "@example.edu")
          .put("preferred", true)
          .put("segment_type", "External");
    }
    return RecordIntake.take(record);
  }

  private static ObjectNode record(String id, String accountType) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    record.put("primary_id", id).put("account_type", accountType).put("status", "ACTIVE");
    if (accountType.equals("EXTERNAL")) {
      record.put("external_id", "SIS");
    }
    return record.put("first_name", "Zephyrine").put("preferred_language", "en");
  }

  /** The progress of all jobs, in files that are each written at one of their steps. */
  public int progress() {
    return files(STEP);
  }

  /** The work that all jobs have done: pages of their ledgers, and letters. */
  public int work() {
    return files(WORK);
  }

  private int files(Pattern name) {
    return Stream.of("executions", "objects/rollcall/jobs", "inbox")
        .mapToInt(below -> files(folder.resolve(below), name))
        .sum();
  }

  private static int files(Path below, Pattern name) {
    try (Stream<Path> files = Files.walk(below)) {
      return (int)
          files.filter(file -> name.matcher(file.getFileName().toString()).matches()).count();
    } catch (IOException | UncheckedIOException e) {
      // The folder does not exist yet, or a file was deleted meanwhile. The caller tries again.
      return 0;
    }
  }

  /** The IDs of the jobs, in the order of their starts. */
  public List<String> jobs() {
    try (Stream<Path> folders = Files.list(folder.resolve("executions"))) {
      return folders
          .filter(path -> Files.exists(path.resolve("execution.json")))
          .sorted((a, b) -> Long.compare(started(a), started(b)))
          .map(path -> path.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long started(Path execution) {
    try {
      byte[] json = Files.readAllBytes(execution.resolve("execution.json"));
      return Json.read(json, ObjectNode.class)
          .path("startDate")
          .decimalValue()
          .movePointRight(3)
          .longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAccepted(String job) {
    return Files.exists(folder.resolve("objects/rollcall/jobs/" + job + "/job.json"));
  }

  public boolean isReported(String job) {
    return Files.exists(folder.resolve("objects/rollcall/jobs/" + job + "/report.json"));
  }

  /** The rows of a job's {@code users.csv} by primary ID, without message IDs. */
  public Map<String, List<String>> rows(String job) {
    Map<String, List<String>> rows = new TreeMap<>();
    String table = CommandResult.run("get", "jobs/" + job + "/users.csv", "--data", folder).out();
    CsvReader.builder()
        .ofNamedCsvRecord(table.replaceFirst("^\ufeff", ""))
        .forEach(row -> rows.put(row.getField(0), row.getFields().subList(1, 7)));
    return rows;
  }

  /** How many letters were in progress when the last process ended. */
  public int lettersInProgress() {
    AtomicInteger count = new AtomicInteger();
    try (LocalStack stack = LocalStack.open(folder, HOME)) {
      stack
          .users()
          .forEach(
              user ->
                  user.state().letters().stream()
                      .filter(mark -> mark.state() == LetterProgress.State.SENDING)
                      .forEach(mark -> count.incrementAndGet()));
    }
    return count.get();
  }

  /** The data in the folder after all jobs. */
  public End end() {
    try (LocalStack stack = LocalStack.open(folder, HOME)) {
      Map<String, String> records = new TreeMap<>();
      stack.users().forEach(user -> records.put(user.user().primaryId().key(), text(user.user())));
      Map<String, List<String>> letters = letters();
      var wiring = stack.wiring();
      CredentialCheck check =
          new CredentialCheck(wiring.users(), wiring.passwords(), Clock.systemUTC());
      List<String> refused = new ArrayList<>();
      letters.forEach(
          (id, passwords) ->
              passwords.stream()
                  .filter(word -> check.check(PrimaryId.of(id), word).verdict() != Verdict.ACCEPTED)
                  .forEach(word -> refused.add(id)));
      Map<String, Integer> counts = new TreeMap<>();
      letters.forEach((id, passwords) -> counts.put(id, passwords.size()));
      return new End(records, counts, refused);
    }
  }

  private static String text(User user) {
    Map<String, JsonNode> fields = new TreeMap<>();
    user.record().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return Json.text(fields);
  }

  /** The passwords in all letters, by user. */
  private Map<String, List<String>> letters() {
    Map<String, List<String>> letters = new HashMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("inbox"))) {
      for (Path file : files.filter(letter -> letter.toString().endsWith(".eml")).toList()) {
        String text = Files.readString(file);
        letters
            .computeIfAbsent(only(RECIPIENT, text), id -> new ArrayList<>())
            .add(only(PASSWORD, text));
      }
      return letters;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String only(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a letter without " + pattern));
  }

  /**
   * The data after all jobs.
   *
   * @param records all users' records, by ID
   * @param letters how many letters each user received
   * @param refused the users whose letters have a password that is not accepted
   */
  public record End(
      Map<String, String> records, Map<String, Integer> letters, List<String> refused) {

    /** How many letters were sent more than once. */
    public int repeated() {
      return letters.values().stream().mapToInt(count -> count - 1).sum();
    }

    @Override
    public String toString() {
      return records.size() + " users, letters " + letters;
    }
  }
}
