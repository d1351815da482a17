package org.rollcall.local.seams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobFolder;
import org.rollcall.job.Outcome;
import org.rollcall.job.Recipient;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The law of previews: a confirm has the outcomes and sends the letters of its preview, for all
 * users and jobs, also if it is done in parts or later. A preview writes no item, sends no letter
 * and derives no password: its clients of AWS throw if it does.
 *
 * <p>The state machine, the handlers and the clients of AWS are the real ones; see {@link
 * InMemoryAws}. {@code -Drollcall.previews=10000} sets the number of previews.
 */
class PreviewLawTest {

  private static final FaultlessJobs JOBS = new FaultlessJobs(SeamsTest.definition());

  private static final InMemoryAws AWS = JOBS.aws();

  @Property
  @AddLifecycleHook(NumberOfPreviews.class)
  void confirm_shouldDoWhatThePreviewHasShown(
      @ForAll(supplier = RandomPreviews.class) PreviewCase given) {
    begin(given);
    Map<String, Map<String, AttributeValue>> before = given.items();
    ReadOnlyClients clients = new ReadOnlyClients();
    JobResult preview = JOBS.run("preview", given.preview(), clients.of(AWS.wiring()));
    assertThat(clients.refused()).isEmpty();
    assertThat(AWS.users().items()).isEqualTo(before);

    List<JobResult> confirms = confirm(given);

    Set<PrimaryId> notReached = notReached(confirms);
    assertThat(notReached.isEmpty() || given.hasFailureLimit()).isTrue();
    assertSameOutcomes(given, preview, confirms, notReached);
    assertSameLetters(preview, notReached);
    assertThat(changedUsers(before)).isEqualTo(updated(preview, notReached));
  }

  private static void begin(PreviewCase given) {
    JOBS.begin(given.objects(), given.confirming().chunkSize(), given.items());
  }

  /** Confirms the preview, and continues the confirm until no member is held back. */
  private static List<JobResult> confirm(PreviewCase given) {
    List<JobResult> jobs = new ArrayList<>();
    String earlier = "preview";
    boolean holdsBack = true;
    for (int part = 0; holdsBack; part++) {
      JOBS.sleep(given.confirming().pause());
      String id = "confirm-" + part;
      JobResult job = JOBS.run(id, given.confirm(earlier, part), AWS.wiring());
      jobs.add(job);
      holdsBack = job.counters().containsKey("held_back");
      earlier = id;
    }
    return jobs;
  }

  /** The members that the jobs did not reach because too many had failed. */
  private static Set<PrimaryId> notReached(List<JobResult> jobs) {
    return jobs.stream()
        .flatMap(job -> job.users().stream())
        .filter(row -> "FAILURE_LIMIT".equals(row.get("reason_code")))
        .map(row -> PrimaryId.of(String.valueOf(row.get("primary_id"))))
        .collect(Collectors.toSet());
  }

  private static void assertSameOutcomes(
      PreviewCase given, JobResult preview, List<JobResult> confirms, Set<PrimaryId> notReached) {
    Comparison compared = new Comparison(preview, confirms, notReached, given.isInParts());
    compared.assertSame(JobResult::outcomes, line -> outcome(line).primaryId());
    compared.assertSame(JobResult::users, row -> String.valueOf(row.get("primary_id")));
    compared.assertSame(JobResult::failed, id -> id);
    if (notReached.isEmpty() && !given.isInParts()) {
      assertThat(confirms.get(0).counters()).isEqualTo(preview.counters());
    }
  }

  /** What the preview and its confirms have written. */
  private record Comparison(
      JobResult preview, List<JobResult> confirms, Set<PrimaryId> notReached, boolean isInParts) {

    <T> void assertSame(Function<JobResult, List<T>> part, Function<T, String> idOf) {
      List<T> previewed = reached(Stream.of(preview), part, idOf);
      List<T> confirmed = reached(confirms.stream(), part, idOf);
      if (isInParts) {
        assertThat(confirmed).containsExactlyInAnyOrderElementsOf(previewed);
      } else {
        assertThat(confirmed).isEqualTo(previewed);
      }
    }

    private <T> List<T> reached(
        Stream<JobResult> jobs, Function<JobResult, List<T>> part, Function<T, String> idOf) {
      return jobs.flatMap(job -> part.apply(job).stream())
          .filter(entry -> !notReached.contains(PrimaryId.of(idOf.apply(entry))))
          .toList();
    }
  }

  private static Outcome outcome(String line) {
    return Json.read(line.getBytes(StandardCharsets.UTF_8), Outcome.class);
  }

  /** Each letter that the preview announced was sent once, to the address and as shown. */
  private static void assertSameLetters(JobResult preview, Set<PrimaryId> notReached) {
    Map<String, Integer> numbers = new HashMap<>();
    Map<PrimaryId, String> previewed = new HashMap<>();
    Map<PrimaryId, String> recipients = recipients(preview);
    for (Map<String, String> row : preview.users()) {
      if ("WOULD_SEND".equals(row.get("letter"))) {
        String language = String.valueOf(row.get("language"));
        int number = numbers.merge(language, 1, Integer::sum);
        PrimaryId id = PrimaryId.of(String.valueOf(row.get("primary_id")));
        if (!notReached.contains(id)) {
          previewed.put(
              id, recipients.get(id) + " " + preview.renderedLetters(language).get(number - 1));
        }
      }
    }
    JobReference origin =
        new JobFolder(AWS.wiring().bucket(), new JobId("preview")).readJob().reference();
    Map<PrimaryId, String> sent = new HashMap<>();
    for (String address : AWS.sentMail().addresses()) {
      String digest =
          Recipient.of(
                  origin,
                  EmailAddress.of(address).orElseThrow(),
                  new LetterLanguage("", Optional.empty()))
              .address();
      for (SentMail.Letter letter : AWS.sentMail().lettersTo(address)) {
        assertThat(sent.put(letter.tags().user(), digest + " " + letter.html())).isNull();
      }
    }
    sent.replaceAll((id, letter) -> withoutPassword(letter));
    previewed.replaceAll((id, letter) -> withoutPassword(letter));
    assertThat(sent).isEqualTo(previewed);
  }

  private static String withoutPassword(String letter) {
    return letter.replaceAll("[(]password [^)]*[)]", "(password)").replace("\r\n", "\n");
  }

  /** The digests of the addresses, by member. */
  private static Map<PrimaryId, String> recipients(JobResult preview) {
    Map<PrimaryId, String> recipients = new HashMap<>();
    preview.outcomes().stream()
        .map(PreviewLawTest::outcome)
        .forEach(
            outcome ->
                outcome
                    .recipient()
                    .ifPresent(
                        recipient ->
                            recipients.put(
                                PrimaryId.of(outcome.primaryId()), recipient.address())));
    return recipients;
  }

  /** The users whose records differ from those at the beginning. */
  private static Set<PrimaryId> changedUsers(Map<String, Map<String, AttributeValue>> before) {
    Map<String, Map<String, AttributeValue>> now = AWS.users().items();
    return before.entrySet().stream()
        .filter(
            user ->
                !record(user.getValue()).equals(record(now.getOrDefault(user.getKey(), Map.of()))))
        .map(user -> PrimaryId.of(user.getKey()))
        .collect(Collectors.toSet());
  }

  private static Map<String, AttributeValue> record(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> record = new HashMap<>(item);
    record.remove(UserItem.STATE);
    return record;
  }

  private static Set<PrimaryId> updated(JobResult preview, Set<PrimaryId> notReached) {
    return preview.outcomes().stream()
        .map(PreviewLawTest::outcome)
        .filter(outcome -> outcome.result() == Outcome.Result.UPDATED)
        .map(outcome -> PrimaryId.of(outcome.primaryId()))
        .filter(id -> !notReached.contains(id))
        .collect(Collectors.toSet());
  }
}
