package org.rollcall.local.seams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.seams.PreviewCase.Confirming;
import org.rollcall.local.seams.PreviewCase.Member;
import org.rollcall.local.seams.PreviewCase.State;

/**
 * A preview writes no item, sends no letter and derives no password: see {@link ReadOnlyClients}.
 */
class PreviewWritesNothingTest {

  private static final FaultlessJobs JOBS = new FaultlessJobs(SeamsTest.definition());

  private static final InMemoryAws AWS = JOBS.aws();

  /** The IDs of invocations, and the run time of functions in JSON and in the report's page. */
  private static final String RUN_TIME =
      "(\"(?:\\w*milliseconds|\\w*gb_seconds|function_time_usd)\" ?: ?)[0-9.E-]+"
          + "|((?:, estimated)</th><td>)[^<]+(?:</td><td>[^<]*)?"
          + "|\"[0-9a-f]{8}-[0-9a-f-]{27}\"|[0-9,]+ ms</td>";

  /** A job that changes users, resets passwords and sends them. */
  private static final PreviewCase EXAMPLE =
      new PreviewCase(
          """
          {initiated_by: 'MLibrarian', job_name: 'Law', set: {members: ['u0', 'U1', 'nobody']},
           changes: {account_type: {value: 'INTERNAL'}, expiry_date: {extend_by: 'P1Y'}},
           notify: {type: 'NOTIFY_PASSWORD_CHANGE'}}
          """,
          List.of(external("fr"), external("en")),
          new Confirming(List.of(), Duration.ZERO, false, true, 2, "UTC", "primary_id\n"));

  private static Member external(String language) {
    return new Member(
        """
        {account_type: 'EXTERNAL', external_id: 'SIS', expiry_date: '2027-01-31Z',
         preferred_language: '%s',
         contact_info: {email: [{email_address: 'a@example.edu', preferred: true}]}}
        """
            .formatted(language),
        State.NONE);
  }

  @Test
  void preview_withClientsThatThrowAtWrites_shouldBeTheSame() {
    Map<String, String> usual = objectsOf(EXAMPLE.preview(), wiring -> wiring);
    ReadOnlyClients clients = new ReadOnlyClients();

    Map<String, String> withoutWrites = objectsOf(EXAMPLE.preview(), clients::of);

    assertThat(withoutWrites).isEqualTo(usual);
    assertThat(withoutWrites.keySet())
        .contains("jobs/job/preview.json")
        .anyMatch(key -> key.startsWith("preview-letters/job/"))
        .allMatch(key -> key.matches("(jobs|preview-letters)/job/.*"));
    assertThat(clients.refused()).isEmpty();
    assertThat(AWS.sentMail().all()).isEmpty();
  }

  /** Otherwise, the test above would prove nothing. */
  @Test
  void run_withClientsThatThrowAtWrites_shouldNeedEachOfThem() {
    ReadOnlyClients table = new ReadOnlyClients();
    objectsOf(EXAMPLE.run(), table::withoutWrites);
    ReadOnlyClients mail = new ReadOnlyClients();
    objectsOf(EXAMPLE.run(), mail::withoutMail);
    ReadOnlyClients keys = new ReadOnlyClients();
    objectsOf(EXAMPLE.run(), keys::withoutKeys);

    assertThat(table.refused()).contains("updateItem");
    assertThat(mail.refused()).contains("sendRawEmail");
    assertThat(keys.refused()).contains("generateMac");
  }

  /**
   * Runs a job at the beginning of the virtual time, and reads all objects that it has written. The
   * run time of functions, which is real, is left out.
   */
  private static Map<String, String> objectsOf(ObjectNode input, UnaryOperator<Wiring> wiring) {
    JOBS.begin(EXAMPLE.objects(), EXAMPLE.confirming().chunkSize(), EXAMPLE.items());
    Set<String> before = Set.copyOf(AWS.objects().keys(""));
    JOBS.run("job", input, wiring.apply(AWS.wiring()));
    Map<String, String> objects = new TreeMap<>();
    AWS.objects().keys("").stream()
        .filter(key -> !before.contains(key))
        .forEach(
            key ->
                objects.put(
                    key,
                    new String(AWS.objects().find(key).orElseThrow(), StandardCharsets.UTF_8)
                        .replaceAll(RUN_TIME, "$1$2")));
    return objects;
  }
}
