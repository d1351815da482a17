package org.rollcall.prepare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobMode;
import org.rollcall.job.LetterTrial;
import org.rollcall.job.Pacing;
import org.rollcall.job.RootJobs;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.MailAddress;
import org.rollcall.letter.ses.Mailer;
import org.rollcall.letter.ses.SendQuota;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Checks a planned job's sender and number of letters with SES, and writes the job's folder.
 *
 * @param rules the stack's settings
 */
record JobAcceptance(UserTable users, Bucket bucket, Mailer mailer, JobPreparation.Rules rules) {

  /** The number of objects that are written after page 0 of the ledger: the job. */
  private static final int JOB_PUT = 1;

  /** The number of letters that a test sends. */
  private static final int TEST_LETTERS = 3;

  /**
   * The timeout for counting letters. It is so short that the function can still write the folder.
   */
  private static final Duration COUNT_TIMEOUT = Duration.ofMinutes(3);

  /**
   * Writes the job's folder. The job is accepted when {@code job.json} is written. If another
   * invocation has accepted the job meanwhile, nothing is written.
   *
   * @throws JobRejectedException if another job has taken the right to use the earlier job; if SES
   *     has not verified the sender or the letters exceed its quota, unless the job is a preview;
   *     if the folder has objects of an earlier job; or if the preview that the job confirms was
   *     modified meanwhile
   * @throws org.rollcall.job.JobFolderException if an object of the earlier job is missing or
   *     damaged
   */
  Job accept(JobPlan plan) {
    Job job =
        plan.letter().isPresent()
            ? jobWithLetters(
                plan,
                plan.letter().get(),
                mailer.quota().forPriority(plan.letter().get().priority()))
            : job(
                plan,
                Pacing.withoutLetters(rules.maxConcurrencyWithoutLetters()),
                Optional.empty(),
                List.of());
    JobFolder folder = new JobFolder(bucket, job.jobId());
    // Listed before the job is looked for: another invocation may accept it in between.
    boolean hasRest = folder.hasRestOfJob();
    Optional<Job> accepted = folder.findJob();
    if (accepted.isPresent()) {
      return accepted.get();
    }
    if (hasRest) {
      Faults faults = new Faults();
      faults.add("", JobError.JOB_FOLDER_NOT_EMPTY, job.jobId());
      JobRejectedException.throwIfAny(faults);
    }
    Selection members = plan.members().selection();
    List<Chunk> heldBack = Chunk.divide(members.heldBack(), job.pacing());
    plan.uses().forEach(use -> use.take(job.reference()));
    new RootJobs(job.root(), bucket).add(job.reference());
    Faults last = new Faults();
    plan.lastCheck().accept(last);
    JobRejectedException.throwIfAny(last);
    plan.letter().ifPresent(folder::writeLetter);
    folder.writeChunks(Chunk.divide(members.processed(), job.pacing()));
    if (members.isPartial()) {
      folder.writeHeldBack(members.heldBack());
    }
    // The chunks as they are stored, because the functions get those.
    plan.previewed().ifPresent(source -> source.copyTo(folder, folder.readChunks(), heldBack));
    plan.undo().ifPresent(undo -> undo.copyTo(folder, folder.readChunks(), heldBack));
    JobLedger ledger = new JobLedger(folder);
    int queryFailures = plan.members().failureCount();
    // The percentage of a partial job is that of the members in chunks.
    if (queryFailures > 0 && !job.isPreview() && !members.isPartial()) {
      ledger.writeFailures(JobLedger.Page.OUTCOMES, 0, queryFailures);
    }
    ledger.write(JobLedger.Page.OUTCOMES, 0, plan.members().withoutChunk(), JOB_PUT);
    folder.writeJob(job);
    return job;
  }

  private static Job job(
      JobPlan plan, Pacing pacing, Optional<LetterTrial> test, List<String> remarks) {
    List<String> all = Stream.concat(plan.remarks().stream(), remarks.stream()).toList();
    return new Job(
        plan.execution(),
        plan.request(),
        plan.members().set(),
        plan.members().selection().heldBack().size(),
        plan.maxFailures(),
        pacing,
        test,
        plan.secondPerson(),
        all);
  }

  /**
   * Creates a job that sends letters at the rate of SES. A job is rejected only after its letters
   * were counted; see D-012.
   *
   * @param quota what SES accepts of letters with this priority
   */
  private Job jobWithLetters(JobPlan plan, LetterSnapshot letter, SendQuota quota) {
    LetterForecast forecast =
        new LetterForecast(plan.execution(), plan.request(), users, COUNT_TIMEOUT);
    Optional<LetterTrial> test = plan.testTo().map(to -> test(to, plan, forecast));
    List<PrimaryId> members =
        test.map(letterTest -> letterTest.members().stream().map(PrimaryId::of).toList())
            .orElseGet(plan.members().selection()::processed);
    Faults faults = new Faults();
    List<String> remarks = new ArrayList<>(checkSender(letter.from(), faults));
    plan.undo()
        .ifPresentOrElse(
            undo -> checkQuota(quota, Math.min(undo.letters(), members.size()), faults),
            () -> checkQuota(quota, forecast, members, faults));
    if (plan.request().mode() == JobMode.PREVIEW) {
      faults.found().forEach(fault -> remarks.add(remarkOfPreview(fault)));
    } else {
      JobRejectedException.throwIfAny(faults);
    }
    return job(plan, Pacing.withLetters(rules.maxConcurrency(), quota), test, remarks);
  }

  /** What would reject a run today. A preview is accepted: it may be confirmed on another day. */
  private static String remarkOfPreview(Fault fault) {
    return "Today, a run would be rejected: %s: %s.".formatted(fault.path(), fault.message());
  }

  /**
   * Adds an error if SES has not verified the sender. See D-133.
   *
   * @return a remark if SES does not say
   */
  private List<String> checkSender(String from, Faults faults) {
    EmailAddress sender = MailAddress.parse(from).address();
    return switch (mailer.checkSender(sender)) {
      case VERIFIED -> List.of();
      case UNVERIFIED -> {
        faults.add("notify", JobError.SENDER_UNVERIFIED, sender.mailbox());
        yield List.of();
      }
      case UNKNOWN ->
          List.of(
              "Amazon SES did not say whether it has verified the sender "
                  + sender.mailbox()
                  + ". The job was accepted without this check.");
    };
  }

  /** A test sends the first letters that the job would send. */
  private static LetterTrial test(String to, JobPlan plan, LetterForecast forecast) {
    return new LetterTrial(
        to,
        forecast.lettersDue(plan.members().selection().processed(), TEST_LETTERS).stream()
            .map(PrimaryId::toString)
            .toList());
  }

  /**
   * Compares the letters with the rest of SES's quota. Letters are counted only if the job has more
   * members than SES accepts letters. See D-012.
   *
   * @param members the members that may get a letter
   */
  static void checkQuota(
      SendQuota quota, LetterForecast forecast, List<PrimaryId> members, Faults faults) {
    OptionalLong left = quota.lettersLeft();
    if (left.isEmpty() || members.size() <= left.getAsLong()) {
      return;
    }
    int letters = forecast.lettersDue(members, members.size()).size();
    if (forecast.isIncomplete()) {
      faults.add("notify", JobError.TOO_MANY_LETTERS_TO_COUNT, left.getAsLong());
    } else {
      checkQuota(quota, letters, faults);
    }
  }

  private static void checkQuota(SendQuota quota, int letters, Faults faults) {
    OptionalLong left = quota.lettersLeft();
    if (left.isPresent() && letters > left.getAsLong()) {
      faults.add(
          "notify",
          JobError.TOO_MANY_LETTERS,
          letters,
          left.getAsLong(),
          letters - left.getAsLong());
    }
  }
}
