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
import org.rollcall.json.Json;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.local.states.StateMachine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One job among faults, with its retries, to the end. The last retry and all that it meets is
 * without faults, so that then everything must be done.
 */
final class Trial {

  private static final int MOST_ROUNDS = 4;

  private final Aws aws;
  private final long seed;
  private final Random random;
  private final Schedule schedule;
  private final Strands strands;
  private final Institution institution;
  private final AnyJob job;
  private final ObjectNode input;
  private final UnsteadyLambda lambda;
  private final InProcessExecution machine;
  private final Map<String, Map<String, AttributeValue>> before;
  private final List<String> accepted = new ArrayList<>();
  private final List<String> jobs = new ArrayList<>();

  Trial(long seed, Aws aws, StateMachine definition, Map<String, byte[]> stock) {
    this.aws = aws;
    this.seed = seed;
    // Neighbouring seeds would begin alike in a Random.
    this.random = new Random(new SplittableRandom(seed).nextLong());
    this.job = AnyJob.of(random);
    this.institution = Institution.of(random, job.readsDates());
    this.input = job.input(institution);
    this.schedule = new Schedule(new Random(random.nextLong()));
    this.strands = new Strands(new Random(random.nextLong()), aws.time());
    aws.begin(schedule, strands);
    aws.objects().reset(stock, 1 + random.nextInt(4));
    aws.users().reset(Map.of());
    aws.loadUsers(institution.users());
    this.before = aws.users().items();
    this.lambda = new UnsteadyLambda(aws);
    this.machine =
        new InProcessExecution(
            definition,
            lambda,
            (bucket, key) -> aws.objects().find(key).orElseThrow(() -> new IOException(key)),
            aws.time(),
            new Random(random.nextLong()));
  }

  /**
   * Runs it.
   *
   * @throws AssertionError if a law is broken
   */
  void run() {
    Laws laws = new Laws(aws, institution, job, before);
    int rounds = 1 + random.nextInt(MOST_ROUNDS);
    for (int i = 0; i < rounds; i++) {
      if (!accepted.isEmpty() && random.nextInt(4) == 0) {
        String other = anyAccepted();
        schedule.note("and another retry at once");
        strands.start(() -> start(retryOf(other), laws));
      }
      start(next(), laws);
      if (random.nextInt(3) == 0) {
        strands.awaitOthers();
      }
      if (random.nextInt(2) == 0) {
        pass(Duration.ofSeconds(List.of(5, 31, 3600).get(random.nextInt(3))));
      }
    }
    pass(Duration.ofMinutes(random.nextInt(2) * 10L));
    lambda.runLater();
    strands.awaitOthers();
    aws.deliverLate();
    schedule.calmDown();
    pass(Duration.ofMinutes(1));
    String last = start(next(), laws);
    laws.checkLastReport(last);
    laws.checkEnd(root(), accepted);
  }

  private void pass(Duration duration) {
    aws.time().sleep(duration);
    schedule.note(duration + " go by");
  }

  /** The input of the next job: the job itself until it was accepted, and then a retry. */
  private ObjectNode next() {
    return accepted.isEmpty() ? input : retryOf(anyAccepted());
  }

  /** Somebody who retries names the first job, or the last, or one between. */
  private String anyAccepted() {
    return accepted.get(random.nextInt(accepted.size()));
  }

  private static ObjectNode retryOf(String job) {
    return Json.MAPPER
        .createObjectNode()
        .put("initiated_by", Institution.OPERATOR)
        .put("retry", job);
  }

  private String root() {
    return accepted.get(0);
  }

  private String start(ObjectNode request, Laws laws) {
    String name = "job-" + seed + "-" + jobs.size();
    jobs.add(name);
    schedule.note("start " + name + " " + request.path("retry").asText());
    Run run = new Run();
    run.enter();
    Optional<InProcessExecution.End> end = Optional.empty();
    try {
      end = Optional.of(machine.run(name, request));
    } catch (Run.Stopped e) {
      // Told below.
    } catch (IllegalStateException e) {
      if (!run.isStopped()) {
        throw e;
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Run.leave();
    }
    schedule.note(name + " " + end.map(InProcessExecution.End::toString).orElse("STOPPED"));
    if (aws.objects().find("jobs/" + name + "/job.json").isPresent()) {
      accepted.add(name);
    }
    end.ifPresent(how -> laws.checkReport(name, how));
    return name;
  }

  /** All that is needed to understand what happened. */
  @Override
  public String toString() {
    return "seed " + seed + "\n" + input + "\nset " + institution.members() + "\n" + schedule;
  }
}
