package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.rollcall.delivery.DeliveryRecord;
import org.rollcall.delivery.DeliveryRecorder;
import org.rollcall.delivery.LetterEvent;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.user.state.Delivery;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One job with injected faults, and its retries. In some scenarios, the job confirms a preview. The
 * last retry has no faults, so that everything
 * must be complete after it.
 */
final class Scenario {

  private static final int MAX_ROUNDS = 4;

  private final InMemoryAws aws;
  private final long seed;
  private final Random random;
  private final FaultSchedule schedule;
  private final Interleavings interleavings;
  private final RandomInstitution institution;
  private final RandomJob job;
  private final ObjectNode input;
  private final FaultyLambda lambda;
  private final InProcessExecution machine;
  private final Map<String, Map<String, AttributeValue>> before;
  private final boolean isPreviewed;

  /** The jobs that were accepted before their executions ended. */
  private final List<String> ended = new ArrayList<>();

  private final List<String> jobs = new ArrayList<>();
  private boolean hasSuppressed;

  Scenario(long seed, InMemoryAws aws, StateMachine definition, Map<String, byte[]> stock) {
    this.aws = aws;
    this.seed = seed;
    // A Random with neighbouring seeds begins with similar numbers.
    this.random = new Random(new SplittableRandom(seed).nextLong());
    this.job = RandomJob.of(random);
    this.institution = RandomInstitution.of(random, job.readsDates());
    this.input = job.input(institution);
    this.isPreviewed = random.nextInt(3) == 0;
    this.schedule = new FaultSchedule(new Random(random.nextLong()));
    this.interleavings = new Interleavings(new Random(random.nextLong()), aws.time());
    aws.begin(schedule, interleavings);
    aws.objects().reset(stock, 1 + random.nextInt(4));
    aws.users().reset(Map.of());
    aws.loadUsers(institution.users());
    this.before = aws.users().items();
    this.lambda = new FaultyLambda(aws);
    this.machine =
        new InProcessExecution(
            definition,
            lambda,
            (bucket, key) -> aws.objects().find(key).orElseThrow(() -> new IOException(key)),
            aws.time(),
            new Random(random.nextLong()));
  }

  /**
   * Runs the scenario.
   *
   * @throws AssertionError if an invariant is violated
   */
  void run() {
    Invariants invariants = new Invariants(aws, institution, job, before);
    int rounds = 1 + random.nextInt(MAX_ROUNDS);
    for (int i = 0; i < rounds; i++) {
      ObjectNode other = nextInput();
      if ((other.has("retry") || other.has("confirm")) && random.nextInt(4) == 0) {
        schedule.log("another job at the same time");
        interleavings.start(() -> start(other, invariants));
      }
      start(nextInput(), invariants);
      if (random.nextInt(3) == 0) {
        interleavings.awaitOthers();
      }
      if (random.nextInt(3) == 0) {
        suppressALetter();
      }
      if (random.nextInt(2) == 0) {
        sleep(Duration.ofSeconds(List.of(5, 31, 3600).get(random.nextInt(3))));
      }
    }
    sleep(Duration.ofMinutes(random.nextInt(2) * 10L));
    lambda.runRepeatedInvocations();
    interleavings.awaitOthers();
    aws.deliverDelayed();
    schedule.end();
    sleep(Duration.ofMinutes(1));
    String last = start(nextInput(), invariants);
    while (accepted().isEmpty() || !accepted().contains(last)) {
      last = start(nextInput(), invariants);
    }
    invariants.checkLastReport(last);
    if (hasSuppressed) {
      // The job that the last retry named may not have sent the letter.
      invariants.checkLastReport(start(retryOf(root()), invariants));
    }
    invariants.checkEnd(root(), accepted());
  }

  /** SES reports that it did not deliver one of the letters. */
  private void suppressALetter() {
    List<SentMail.Letter> letters = aws.sentMail().all();
    if (letters.isEmpty()) {
      return;
    }
    SentMail.Letter letter = letters.get(random.nextInt(letters.size()));
    schedule.log(letter + " was suppressed");
    hasSuppressed = true;
    aws.sentMail().suppress(letter);
    DeliveryRecord record =
        new DeliveryRecord(
            Delivery.Kind.SUPPRESSED,
            aws.time().instant(),
            letter.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    String address = RandomInstitution.addressOf(letter.tags().user().toString());
    new DeliveryRecorder(aws.wiring().users(), aws.wiring().bucket())
        .record(List.of(new LetterEvent(letter.tags(), address, record)));
  }

  private void sleep(Duration duration) {
    aws.time().sleep(duration);
    schedule.log("waited " + duration);
  }

  /**
   * The input of the next job: the first job until it is accepted, and then a retry. If the first
   * job is a confirm, a preview until it is sealed comes before.
   */
  private ObjectNode nextInput() {
    List<String> accepted = accepted();
    if (!accepted.isEmpty()) {
      // A retry may name any job of the chain.
      return retryOf(accepted.get(random.nextInt(accepted.size())));
    }
    if (!isPreviewed) {
      return input;
    }
    return jobs.stream()
        .filter(name -> aws.objects().find("jobs/" + name + "/preview.json").isPresent())
        .findFirst()
        .map(preview -> using("confirm", preview))
        .orElseGet(() -> input.deepCopy().put("mode", "PREVIEW"));
  }

  private static ObjectNode retryOf(String job) {
    return using("retry", job);
  }

  private static ObjectNode using(String key, String job) {
    return Json.MAPPER
        .createObjectNode()
        .put("initiated_by", RandomInstitution.OPERATOR)
        .put(key, job);
  }

  /** The first accepted run or confirm and its retries. */
  private List<String> accepted() {
    return jobs.stream()
        .filter(name -> aws.objects().find("jobs/" + name + "/job.json").isPresent())
        .filter(this::isOfChain)
        .toList();
  }

  /**
   * Whether an accepted job can be retried. A function of a stopped execution may accept a confirm
   * after another one has claimed the preview.
   */
  private boolean isOfChain(String name) {
    Job described = folder(new JobId(name)).readJob();
    Optional<JobReference> holder =
        described
            .execution()
            .confirmation()
            .flatMap(confirmed -> JobClaim.toConfirm(folder(confirmed.preview())).holder());
    return !described.isPreview()
        && (isPreviewed ? holder.equals(Optional.of(described.root())) : ended.contains(name));
  }

  private JobFolder folder(JobId id) {
    return new JobFolder(aws.wiring().bucket(), id);
  }

  private String root() {
    return folder(new JobId(accepted().get(0))).readJob().root().jobId().value();
  }

  private String start(ObjectNode request, Invariants invariants) {
    String name = "job-" + seed + "-" + jobs.size();
    jobs.add(name);
    schedule.log("start " + name + " " + using(request));
    aws.running().add(name);
    CurrentExecution execution = new CurrentExecution();
    execution.enter();
    Optional<InProcessExecution.End> end = Optional.empty();
    try {
      end = Optional.of(machine.run(name, request));
    } catch (CurrentExecution.ExecutionStoppedError e) {
      // Logged below.
    } catch (IllegalStateException e) {
      if (!execution.isStopped()) {
        throw e;
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      CurrentExecution.leave();
      aws.running().remove(name);
    }
    schedule.log(name + " " + end.map(InProcessExecution.End::toString).orElse("STOPPED"));
    if (aws.objects().find("jobs/" + name + "/job.json").isPresent()) {
      ended.add(name);
    }
    if (request.has("mode")) {
      invariants.checkPreview();
    } else {
      end.ifPresent(result -> invariants.checkReport(name, result));
    }
    return name;
  }

  private static String using(ObjectNode request) {
    return request.path("retry").asText()
        + request.path("confirm").asText()
        + request.path("mode").asText();
  }

  /** Everything that is needed to analyse a failure. */
  @Override
  public String toString() {
    return "seed " + seed + "\n" + input + "\nset " + institution.members() + "\n" + schedule;
  }
}
