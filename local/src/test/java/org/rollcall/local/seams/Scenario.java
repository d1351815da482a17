package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import org.rollcall.preview.PreviewDiscard;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.user.state.Delivery;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One job with injected faults, and its retries. The last retry has no faults, so that everything
 * must be complete after it.
 */
final class Scenario implements Seed {

  private static final int MAX_ROUNDS = 4;

  private final InMemoryAws aws;
  private final long seed;
  private final Random random;
  private final FaultSchedule schedule;
  private final Interleavings interleavings;
  private final RandomInstitution institution;
  private final RandomJob job;
  private final ObjectNode input;
  private final FaultyJobs runs;
  private final Map<String, Map<String, AttributeValue>> before;
  private final List<String> accepted = new ArrayList<>();
  private final boolean isPreviewed;
  private final List<String> jobs = new ArrayList<>();

  /** The kinds of jobs that are running. */
  private final List<String> running = new ArrayList<>();

  private final Set<String> situations = new TreeSet<>();

  /** The previews that were discarded before a job had claimed them. */
  private final Set<String> discarded = new TreeSet<>();

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
    this.runs = new FaultyJobs(aws, definition, new Random(random.nextLong()));
  }

  @Override
  public void run() {
    Invariants invariants = new Invariants(aws, institution, job, before);
    int rounds = 1 + random.nextInt(MAX_ROUNDS);
    for (int i = 0; i < rounds; i++) {
      refresh();
      if (accepted.isEmpty() && isPreviewed && random.nextInt(4) == 0) {
        ObjectNode another = nextInput();
        schedule.log("another preview or confirm at the same time");
        interleavings.start(() -> start(another, invariants));
      }
      boolean discards = accepted.isEmpty() && isPreviewed && random.nextInt(6) == 0;
      if (discards) {
        openPreview().ifPresent(preview -> interleavings.start(() -> discard(preview)));
      }
      if (!accepted.isEmpty() && random.nextInt(4) == 0) {
        String other = anyAccepted();
        schedule.log("another job at the same time");
        ObjectNode another = random.nextBoolean() ? retryOf(other) : continuationOf(other);
        interleavings.start(() -> start(another, invariants));
      }
      if (random.nextInt(3) == 0) {
        Random edits = new Random(random.nextLong());
        interleavings.start(
            () -> aws.otherProgram().edit(institution.members(), 1 + edits.nextInt(20), edits));
      }
      start(nextInput(), invariants);
      // A confirm that is still running would begin a second chain after another preview.
      if (discards || random.nextInt(3) == 0) {
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
    runs.runRepeatedInvocations();
    interleavings.awaitOthers();
    aws.deliverDelayed();
    schedule.end();
    sleep(Duration.ofMinutes(1));
    refresh();
    if (isPreviewed && accepted.isEmpty()) {
      start(nextInput(), invariants);
      refresh();
    }
    String last = start(nextInput(), invariants);
    invariants.checkLastReport(last);
    continueToTheEnd(invariants);
    if (hasSuppressed) {
      // The job that the last retry named may not have sent the letter.
      invariants.checkLastReport(start(retryOf(root()), invariants));
    }
    invariants.checkContinuations(accepted);
    invariants.checkDiscarded(discarded, jobs);
    invariants.checkEnd(root(), accepted);
  }

  /** Continues the chain without faults until no members are held back, and retries what failed. */
  private void continueToTheEnd(Invariants invariants) {
    if (job.first().isEmpty()) {
      return;
    }
    for (String earlier = lastHolder(); !earlier.isEmpty(); earlier = lastHolder()) {
      start(continuationOf(earlier), invariants);
    }
    List.copyOf(accepted)
        .forEach(earlier -> invariants.checkLastReport(start(retryOf(earlier), invariants)));
  }

  /** The accepted job that holds members back and was not continued; empty if there is none. */
  private String lastHolder() {
    return accepted.stream()
        .filter(
            name -> {
              return folder(name).readJob().heldBack() > 0
                  && JobClaim.continuationOf(new JobId(name), aws.wiring().bucket()).isEmpty();
            })
        .findFirst()
        .orElse("");
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

  /** The input of the next job: the first job until it is accepted, and then a retry. */
  private ObjectNode nextInput() {
    refresh();
    if (accepted.isEmpty()) {
      return isPreviewed ? previewOrConfirm() : input;
    }
    return job.first().isPresent() && !schedule.hasEnded() && random.nextInt(3) == 0
        ? continuationOf(anyAccepted())
        : retryOf(anyAccepted());
  }

  /** The first preview that is sealed and was not discarded. */
  private Optional<String> openPreview() {
    return sealedPreviews()
        .filter(name -> new PreviewFolder(folder(name)).findDiscard().isEmpty())
        .findFirst();
  }

  private Stream<String> sealedPreviews() {
    return List.copyOf(jobs).stream()
        .filter(name -> aws.objects().find(folder(name).key("preview.json")).isPresent());
  }

  /** Discards a preview as the command line does, while a confirm may be running. */
  private void discard(String preview) {
    if (JobClaim.confirmOf(new JobId(preview), aws.wiring().bucket()).isPresent()) {
      return;
    }
    schedule.log("discard " + preview);
    if (running.contains("confirm " + preview)) {
      situations.add("discard during a confirm");
    }
    new PreviewFolder(folder(preview))
        .discard(PreviewDiscard.byOperator(RandomInstitution.OPERATOR, aws.time().instant()));
    interleavings.sleep(Duration.ZERO);
    if (JobClaim.toConfirm(folder(preview)).holder().isEmpty()) {
      discarded.add(preview);
    }
  }

  /**
   * A preview until one is sealed, and then its confirm. Sometimes the confirm of a preview that
   * was discarded, which is rejected.
   */
  private ObjectNode previewOrConfirm() {
    Optional<String> preview = openPreview();
    if (preview.isEmpty() && !schedule.hasEnded() && random.nextInt(3) == 0) {
      preview = sealedPreviews().findFirst();
    }
    ObjectNode next =
        preview
            .map(name -> Json.MAPPER.createObjectNode().put("confirm", name))
            .orElseGet(() -> input.deepCopy().put("mode", "PREVIEW"));
    next.remove("limits");
    if (preview.isPresent()) {
      job.first().ifPresent(first -> next.putObject("limits").put("first", first));
    }
    return next.put("initiated_by", RandomInstitution.OPERATOR);
  }

  /**
   * Finds the accepted jobs of the chain. A function of a stopped execution may accept a job later.
   * The chain is that of the first job that was accepted, or of the confirm that has claimed the
   * preview.
   */
  private void refresh() {
    refresh(jobs);
  }

  /** Finds them. If there is no chain yet, it begins with the first accepted one of some jobs. */
  private void refresh(List<String> first) {
    Predicate<String> isOfChain = isPreviewed ? this::isOfConfirm : isOfSameRoot(first);
    accepted.clear();
    jobs.stream().filter(isOfChain).forEach(accepted::add);
  }

  private Predicate<String> isOfSameRoot(List<String> first) {
    Optional<JobReference> root =
        Stream.concat(accepted.stream(), first.stream())
            .flatMap(name -> folder(name).findJob().stream())
            .map(Job::root)
            .findFirst();
    return name ->
        folder(name).findJob().map(Job::root).filter(r -> root.equals(Optional.of(r))).isPresent();
  }

  private JobFolder folder(String name) {
    return new JobFolder(aws.wiring().bucket(), new JobId(name));
  }

  private boolean isOfConfirm(String name) {
    return folder(name)
        .findJob()
        .filter(
            found ->
                found
                    .execution()
                    .confirmation()
                    .map(done -> new JobFolder(aws.wiring().bucket(), done.preview()))
                    .flatMap(preview -> JobClaim.toConfirm(preview).holder())
                    .equals(Optional.of(found.root())))
        .isPresent();
  }

  private ObjectNode continuationOf(String earlier) {
    ObjectNode continuation =
        Json.MAPPER
            .createObjectNode()
            .put("initiated_by", RandomInstitution.OPERATOR)
            .put("continue", earlier);
    if (random.nextBoolean()) {
      continuation.putObject("limits").put("first", 1 + random.nextInt(3));
    }
    return continuation;
  }

  /** A random accepted job. A retry may name any job of the chain. */
  private String anyAccepted() {
    return accepted.get(random.nextInt(accepted.size()));
  }

  private static ObjectNode retryOf(String job) {
    return Json.MAPPER
        .createObjectNode()
        .put("initiated_by", RandomInstitution.OPERATOR)
        .put("retry", job);
  }

  private String root() {
    return accepted.get(0);
  }

  private String start(ObjectNode request, Invariants invariants) {
    String name = "job-" + seed + "-" + jobs.size();
    jobs.add(name);
    String kind = kind(request);
    schedule.log("start " + name + " " + kind);
    String word = kind.replaceFirst(" .*", "");
    situations.add(isPreviewed ? word + " after a preview" : word);
    if (running.contains(kind)) {
      situations.add("two at once: " + word);
    }
    running.add(kind);
    Optional<InProcessExecution.End> end;
    try {
      end = runs.run(name, request);
    } finally {
      running.remove(kind);
    }
    refresh(List.of(name));
    if (request.has("mode")) {
      invariants.checkPreview(accepted.isEmpty());
    } else {
      end.ifPresent(result -> invariants.checkReport(name, result));
    }
    return name;
  }

  /** The kind of a job, and the earlier job that it names. */
  private static String kind(ObjectNode request) {
    return Stream.of("retry", "continue", "confirm")
        .filter(request::has)
        .map(key -> key + " " + request.path(key).asText())
        .findFirst()
        .orElse(request.path("mode").asText("run"));
  }

  @Override
  public Set<String> situations() {
    situations.addAll(aws.otherProgram().situations());
    for (String name : jobs) {
      Stream.of("confirmed", "continued")
          .filter(use -> aws.objects().find(folder(name).key(use + "/000002.json")).isPresent())
          .forEach(use -> situations.add("released claim: " + use));
    }
    return situations;
  }

  @Override
  public String toString() {
    return "seed " + seed + "\n" + input + "\nset " + institution.members() + "\n" + schedule;
  }
}
