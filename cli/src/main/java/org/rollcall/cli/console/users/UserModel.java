package org.rollcall.cli.console.users;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.cli.console.inbox.InboxPages;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.cli.console.users.RecordSections.Field;
import org.rollcall.cli.console.users.RecordSections.Section;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.id.JobReference;
import org.rollcall.user.User;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * The values of a user's page.
 *
 * @param title the name, or the primary ID of a user without a name
 * @param account the fields that are no lists
 * @param sections the lists that have entries
 * @param none the names of the other ones
 * @param rollcall what Rollcall knows of the user beside the record
 * @param jobs the last jobs that have changed the user, newest first
 * @param letters the last letters of jobs to the user, newest first
 * @param inbox the path of the user's letters in the inbox; empty without an inbox
 */
record UserModel(
    String title,
    String id,
    String warning,
    List<Field> account,
    List<Section> sections,
    String none,
    List<Field> rollcall,
    List<JobRow> jobs,
    List<LetterRow> letters,
    String inbox) {

  UserModel {
    account = List.copyOf(account);
    sections = List.copyOf(sections);
    rollcall = List.copyOf(rollcall);
    jobs = List.copyOf(jobs);
    letters = List.copyOf(letters);
  }

  /** A job that changed the user. */
  record JobRow(String job, String jobPath, String started, String changesPath) {}

  /** A letter of a job. */
  record LetterRow(
      String type, String state, String delivery, String job, String jobPath, String started) {}

  static UserModel of(StoredUser stored, Stack stack) {
    User user = stored.user();
    RollcallState state = stored.state();
    ZoneId zone = TimeText.zone(stack.bucket());
    FieldText text = new FieldText(CodeTables.inBucket(stack.bucket(), new Faults()), zone);
    List<Section> sections = RecordSections.of(user, text);
    String id = user.primaryId().toString();
    String name = user.normalized().displayName();
    return new UserModel(
        name.isBlank() ? id : name,
        id,
        state.isReadable()
            ? ""
            : "What Rollcall knows of this user cannot be read, so no job can change the user.",
        RecordSections.account(user, text),
        sections.stream().filter(section -> !section.entries().isEmpty()).toList(),
        sections.stream()
            .filter(section -> section.entries().isEmpty())
            .map(section -> section.heading().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ")),
        rollcall(state, zone),
        jobs(state, id, zone),
        letters(state, zone),
        stack.inbox().isPresent() ? InboxPages.pathOfRecipient(id) : "");
  }

  private static String time(Instant time, ZoneId zone) {
    return TimeText.of(time, zone).text();
  }

  private static List<Field> rollcall(RollcallState state, ZoneId zone) {
    List<Field> facts = new ArrayList<>();
    state.credential().ifPresent(issued -> addCredential(issued, zone, facts));
    state
        .undeliverable()
        .ifPresent(
            address ->
                facts.add(
                    new Field("A letter bounced permanently on", time(address.when(), zone))));
    return facts;
  }

  private static void addCredential(IssuedCredential issued, ZoneId zone, List<Field> facts) {
    String name = issued.isLink() ? "Sign-in link" : "Temporary password";
    facts.add(new Field(name + " issued", time(issued.issued(), zone)));
    facts.add(new Field(name + " expires", time(issued.expires(), zone)));
    facts.add(
        new Field("First used", issued.used().map(used -> time(used, zone)).orElse("not yet")));
    issued.lockedUntil().ifPresent(end -> facts.add(new Field("Locked until", time(end, zone))));
  }

  /** The changed jobs by their roots, without repetitions. */
  static Map<String, JobReference> changes(RollcallState state) {
    Stream<JobReference> last =
        Stream.concat(state.lastChange().stream(), state.unrecorded().stream())
            .map(LastChange::job);
    Map<String, JobReference> jobs = new LinkedHashMap<>();
    Stream.concat(last, state.earlierJobs().stream())
        .sorted(Comparator.comparing(JobReference::started).reversed())
        .forEach(job -> jobs.putIfAbsent(job.jobId().value(), job));
    return jobs;
  }

  private static List<JobRow> jobs(RollcallState state, String id, ZoneId zone) {
    return changes(state).values().stream()
        .map(
            job ->
                new JobRow(
                    job.jobId().value(),
                    JobPages.path(job.jobId()),
                    time(job.started(), zone),
                    UrlText.path("users", id, "jobs", job.jobId().value())))
        .toList();
  }

  private static List<LetterRow> letters(RollcallState state, ZoneId zone) {
    List<LetterRow> rows = new ArrayList<>();
    for (LetterProgress letter : state.letters()) {
      rows.add(
          0,
          new LetterRow(
              letter.type(),
              words(letter.state()),
              letter
                  .delivery()
                  .map(event -> words(event.kind()) + ", " + time(event.when(), zone))
                  .orElse(""),
              letter.attempt().jobId().value(),
              JobPages.path(letter.attempt().jobId()),
              time(letter.attempt().started(), zone)));
    }
    return rows;
  }

  private static String words(Enum<?> name) {
    String words = name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
