package org.rollcall.local.seams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.credential.CredentialCheck.Verdict;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.local.states.definition.StateMachine;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/**
 * A job, another job on the same users, and the undo of the first one, with injected faults. The
 * undo can be previewed, limited to a few members, continued, retried and undone. At the end there
 * are no faults, so that everything must be undone then.
 */
final class UndoScenario implements Seed {

  private static final String UNDO = "undo";

  /** Longer than a function can run after the end of its execution. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final InMemoryAws aws;
  private final long seed;
  private final Random random;
  private final FaultSchedule schedule;
  private final Interleavings interleavings;
  private final RandomInstitution institution;
  private final RandomJob job;
  private final ObjectNode otherInput;
  private final FaultyJobs runs;
  private final UndoInvariants invariants;
  private final boolean hasCorrection;
  private final List<String> names = new ArrayList<>();
  private final Set<String> situations = new TreeSet<>();
  private final Set<String> signedIn = new HashSet<>();
  private Optional<String> first = Optional.empty();

  UndoScenario(long seed, InMemoryAws aws, StateMachine definition, Map<String, byte[]> stock) {
    this.aws = aws;
    this.seed = seed;
    this.random = new Random(new SplittableRandom(seed).nextLong());
    this.job = job(random);
    this.institution = RandomInstitution.of(random, job.readsDates());
    this.otherInput = otherInput();
    this.hasCorrection = random.nextInt(3) == 0;
    this.schedule = new FaultSchedule(new Random(random.nextLong()));
    this.interleavings = new Interleavings(new Random(random.nextLong()), aws.time());
    aws.begin(schedule, interleavings);
    aws.objects().reset(stock, 1 + random.nextInt(4));
    aws.users().reset(Map.of());
    aws.loadUsers(institution.users());
    this.runs = new FaultyJobs(aws, definition, new Random(random.nextLong()));
    this.invariants = new UndoInvariants(aws, institution);
  }

  private static RandomJob job(Random random) {
    RandomJob job = RandomJob.of(random);
    while (job.changes().isEmpty()) {
      job = RandomJob.of(random);
    }
    return job;
  }

  /** A job that changes one field of the undone job, and others. */
  private ObjectNode otherInput() {
    ObjectNode changes = Json.MAPPER.createObjectNode();
    changes.putObject("user_group").put("value", "ALUMNI");
    if (random.nextBoolean()) {
      changes.putObject("expiry_date").put("value", "2031-12-31");
    }
    if (random.nextBoolean()) {
      changes
          .putObject("notes")
          .putArray("add")
          .addObject()
          .put("note_type", "GENERAL")
          .put("note_text", "Other job");
    }
    ObjectNode input = request().put("job_name", "Other job");
    institution.members().forEach(input.putObject("set").putArray("members")::add);
    input.set("changes", changes);
    if (random.nextBoolean()) {
      input.putObject("notify").put("type", "ACCOUNT_UPDATED");
    }
    return input;
  }

  private static ObjectNode request() {
    return Json.MAPPER.createObjectNode().put("initiated_by", RandomInstitution.OPERATOR);
  }

  @Override
  public void run() {
    boolean hasOther = random.nextBoolean();
    runTheJob();
    if (hasOther && random.nextBoolean()) {
      runOther();
    }
    if (random.nextInt(3) == 0) {
      quiet();
      signIn();
    }
    undo(hasOther);
    quiet();
    schedule.end();
    runs.runRepeatedInvocations();
    quiet();
    if (hasOther) {
      runOther();
      jobs(root -> root.equals(other().root())).forEach(this::retry);
    }
    end();
    invariants.checkUndone(
        root(), signedIn, hasOther ? Optional.of(other()) : Optional.empty(), undos());
    invariants.checkLetters(root(), undos());
  }

  private void quiet() {
    sleep(PAUSE);
    interleavings.awaitOthers();
    aws.deliverDelayed();
  }

  private void sleep(Duration duration) {
    aws.time().sleep(duration);
    schedule.log("waited " + duration);
  }

  /** Runs the job until it is accepted, and sometimes its retries and continuations. */
  private void runTheJob() {
    for (int i = 0; !isAccepted(); i++) {
      if (i == 20) {
        schedule.end();
      }
      start(job.input(institution));
      interleavings.awaitOthers();
      if (!isAccepted()) {
        // A delayed put of job.json can still accept it; another start would be a second job then.
        quiet();
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      ObjectNode next =
          random.nextInt(3) == 0 ? request("continue", anyOfJob()) : request("retry", anyOfJob());
      start(next);
    }
    if (random.nextInt(3) > 0) {
      quiet();
    }
  }

  private boolean isAccepted() {
    first = names.stream().filter(name -> folder(name).findJob().isPresent()).findFirst();
    return first.isPresent();
  }

  private void runOther() {
    otherName().ifPresentOrElse(this::retry, () -> start(otherInput));
    interleavings.awaitOthers();
    if (otherName().isEmpty() && schedule.hasEnded()) {
      throw new AssertionError("the other job was not accepted");
    }
  }

  private Optional<String> otherName() {
    return names.stream()
        .filter(name -> folder(name).findJob().filter(this::isOther).isPresent())
        .findFirst();
  }

  private boolean isOther(Job found) {
    return found.request().jobName().equals("Other job");
  }

  private Job other() {
    return folder(otherName().orElseThrow()).readJob();
  }

  /** A user signs in with the temporary password. */
  private void signIn() {
    Optional<StoredUser> user =
        institution.members().stream()
            .flatMap(id -> aws.wiring().users().find(PrimaryId.of(id)).stream())
            .filter(found -> found.state().credentialOf(root()).isPresent())
            .findFirst();
    if (user.isPresent()) {
      PrimaryId id = user.get().user().primaryId();
      Verdict verdict =
          new CredentialCheck(aws.wiring().users(), aws.wiring().passwords(), aws.time())
              .check(id, aws.wiring().passwords().derive(root(), id))
              .verdict();
      schedule.log(id + " signs in: " + verdict);
      if (verdict == Verdict.ACCEPTED) {
        signedIn.add(id.key());
        situations.add("sign-in");
      }
    }
  }

  /** Undoes the job with faults, while other jobs are running. */
  private void undo(boolean hasOther) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int parallel = random.nextInt(8);
      if (parallel == 0) {
        situations.add("undo and retry at the same time");
        interleavings.start(() -> start(request("retry", anyOfJob())));
      } else if (parallel == 1 && hasOther && otherName().isEmpty()) {
        situations.add("undo and another job at the same time");
        interleavings.start(() -> start(otherInput));
      } else if (parallel == 2) {
        situations.add("two undos at the same time");
        interleavings.start(() -> start(nextOfUndo()));
      }
      start(nextOfUndo());
      if (random.nextInt(3) == 0) {
        interleavings.awaitOthers();
      }
      if (random.nextInt(2) == 0) {
        sleep(Duration.ofSeconds(List.of(5, 31, 300).get(random.nextInt(3))));
      }
    }
  }

  /**
   * The next request of the undo: another undo, its preview, confirm, retry, continuation, redo.
   */
  private ObjectNode nextOfUndo() {
    Optional<JobReference> undo = JobClaim.undoOf(root(), aws.wiring().bucket());
    if (undo.isEmpty()) {
      Optional<String> preview = preview();
      return switch (random.nextInt(3)) {
        case 0 -> undoInput(root()).put("mode", "PREVIEW");
        case 1 ->
            preview.isPresent()
                ? withFirst(request("confirm", preview.get()))
                : withFirst(undoInput(root()));
        default -> withFirst(undoInput(root()));
      };
    }
    List<String> jobs = jobs(undo.get()::equals);
    String any = jobs.get(random.nextInt(jobs.size()));
    return switch (random.nextInt(6)) {
      case 0, 1 -> withFirst(request("continue", any));
      case 2 -> undoInput(root());
      case 3 -> withFirst(request(UNDO, any));
      default -> request("retry", any);
    };
  }

  private Optional<String> preview() {
    return List.copyOf(names).stream()
        .filter(name -> aws.objects().find(folder(name).key("preview.json")).isPresent())
        .findFirst();
  }

  private ObjectNode undoInput(JobReference root) {
    ObjectNode input = request(UNDO, root.jobId().value());
    if (hasCorrection) {
      input.putObject("notify").put("type", "ACCOUNT_UPDATED");
    }
    return input;
  }

  private ObjectNode withFirst(ObjectNode input) {
    if (random.nextInt(3) == 0) {
      input.putObject("limits").put("first", 1 + random.nextInt(3));
    }
    return input;
  }

  private static ObjectNode request(String kind, String earlier) {
    return request().put(kind, earlier);
  }

  /** Without faults: undoes the job if it is not undone, completes the undo, and checks it. */
  private void end() {
    JobReference undo = completeUndo();
    situations.add("undo");
    String second = start(undoInput(root()));
    invariants.checkRejected(second, "a second undo");
    invariants.checkRejected(start(request("retry", root().jobId().value())), "a retry");
    if (random.nextInt(3) == 0) {
      String redo = start(request(UNDO, undo.jobId().value()));
      invariants.checkAccepted(redo, "a redo");
      situations.add("redo");
      completeUndo();
    }
  }

  private JobReference completeUndo() {
    Optional<JobReference> undo = JobClaim.undoOf(root(), aws.wiring().bucket());
    if (undo.isEmpty()) {
      String name = start(undoInput(root()));
      invariants.checkAccepted(name, "an undo without faults");
      undo = Optional.of(folder(name).readJob().root());
    }
    JobReference root = undo.get();
    for (Optional<String> holder = holder(root); holder.isPresent(); holder = holder(root)) {
      start(request("continue", holder.get()));
    }
    jobs(root::equals).forEach(this::retry);
    return root;
  }

  /** A job of an undo that holds members back and was not continued. */
  private Optional<String> holder(JobReference undo) {
    return jobs(undo::equals).stream()
        .filter(name -> folder(name).readJob().heldBack() > 0)
        .filter(name -> JobClaim.continuationOf(new JobId(name), aws.wiring().bucket()).isEmpty())
        .findFirst();
  }

  private void retry(String name) {
    String retry = start(request("retry", name));
    if (schedule.hasEnded()) {
      invariants.checkLastReport(retry);
    }
  }

  private String anyOfJob() {
    List<String> jobs = jobs(root()::equals);
    return jobs.get(random.nextInt(jobs.size()));
  }

  private JobReference root() {
    return folder(first.orElseThrow()).readJob().root();
  }

  /** The accepted jobs whose root a condition holds for, in the order of their start. */
  private List<String> jobs(java.util.function.Predicate<JobReference> isRoot) {
    return List.copyOf(names).stream()
        .filter(
            name ->
                folder(name)
                    .findJob()
                    .filter(found -> !found.isPreview() && isRoot.test(found.root()))
                    .isPresent())
        .toList();
  }

  /** All accepted jobs that undo the job. */
  private List<Job> undos() {
    return names.stream()
        .flatMap(name -> folder(name).findJob().stream())
        .filter(found -> !found.isPreview())
        .filter(
            found ->
                found.execution().undo().filter(undo -> undo.undone().equals(root())).isPresent())
        .toList();
  }

  private JobFolder folder(String name) {
    return new JobFolder(aws.wiring().bucket(), new JobId(name));
  }

  private String start(ObjectNode input) {
    String name = "job-" + seed + "-" + names.size();
    names.add(name);
    schedule.log("start " + name + " " + input);
    Stream.of("continue", "confirm", "retry")
        .filter(input::has)
        .filter(kind -> first.isPresent())
        .forEach(situations::add);
    runs.run(name, input);
    return name;
  }

  @Override
  public Set<String> situations() {
    return situations;
  }

  @Override
  public String toString() {
    return "seed " + seed + "\n" + job + "\nset " + institution.members() + "\n" + schedule;
  }
}
