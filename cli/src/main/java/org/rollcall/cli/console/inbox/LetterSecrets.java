package org.rollcall.cli.console.inbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Bucket;
import org.rollcall.credential.LinkToken;
import org.rollcall.credential.PasswordKeyException;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.letter.ses.LetterTags;

/**
 * Finds out which passwords and tokens letters contain. Passwords are derived again for the job and
 * the recipient. Reads each job once. For one request.
 */
final class LetterSecrets {

  /** How many of the newest jobs are searched for a test letter, which does not name its job. */
  private static final int MAX_TESTS = 200;

  /** The token in a sign-in link. */
  private static final Pattern TOKEN =
      Pattern.compile("[?&]token=([" + LinkToken.ALPHABET + "]{" + LinkToken.LENGTH + "})");

  private final Bucket bucket;
  private final Supplier<Optional<TemporaryPassword>> passwords;
  private final Map<JobId, Optional<Job>> jobs = new HashMap<>();
  private @Nullable Set<String> testLetters;

  /**
   * @param passwords is called when the first password is derived
   */
  LetterSecrets(Bucket bucket, Supplier<Optional<TemporaryPassword>> passwords) {
    this.bucket = bucket;
    this.passwords = passwords;
  }

  /**
   * What must not be shown of a letter.
   *
   * @param mask masks the letter's password; empty if the letter has none
   */
  record Secret(Optional<PasswordMask> mask) {

    /** The text without the password; empty if it may still contain it. */
    Optional<String> masked(String text) {
      return mask.isPresent() ? mask.get().mask(text) : Optional.of(text);
    }
  }

  /**
   * The secret of a letter; empty if it cannot be found out, so that the letter must not be shown.
   *
   * @param name the name of its file
   */
  Optional<Secret> of(String name, Mail mail) {
    Optional<LetterTags> tags = mail.tags();
    if (tags.isEmpty()) {
      // Test letters have bullets instead of the password.
      return Mailbox.messageId(name).filter(testLetters()::contains).map(id -> none());
    }
    Optional<Job> job = job(tags.get().jobId()).filter(found -> tags.get().isOf(found.reference()));
    if (job.isEmpty()) {
      return Optional.empty();
    }
    if (!job.get().request().sendsCredentials()) {
      return Optional.of(none());
    }
    return secret(job.get(), tags.get(), mail)
        .map(PasswordMask::new)
        .filter(mask -> isIn(mail, mask))
        .map(mask -> new Secret(Optional.of(mask)));
  }

  private static Secret none() {
    return new Secret(Optional.empty());
  }

  /** Whether the letter has the derived password. Otherwise, it may have another one. */
  private static boolean isIn(Mail mail, PasswordMask mask) {
    return mail.text().filter(mask::isIn).isPresent() || mail.html().filter(mask::isIn).isPresent();
  }

  /** The password or the token of a link. A token is found by the parameter before it. */
  private Optional<String> secret(Job job, LetterTags tags, Mail mail) {
    if (!job.request().sendsLinks()) {
      return password(job, tags);
    }
    List<String> tokens =
        TOKEN
            .matcher(mail.text().orElse(""))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();
    return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
  }

  private Optional<String> password(Job job, LetterTags tags) {
    try {
      return passwords.get().map(known -> known.derive(job.root(), tags.user()));
    } catch (PasswordKeyException e) {
      return Optional.empty();
    }
  }

  private Optional<Job> job(JobId id) {
    return jobs.computeIfAbsent(
        id,
        any -> {
          try {
            return new JobFolder(bucket, id).findJob();
          } catch (JobFolderException e) {
            return Optional.empty();
          }
        });
  }

  private Set<String> testLetters() {
    Set<String> known = testLetters;
    if (known == null) {
      known = new HashSet<>();
      List<JobId> ids =
          bucket.folders("jobs/").stream().flatMap(id -> JobId.parse(id).stream()).toList();
      for (JobId id : ids.subList(Math.max(0, ids.size() - MAX_TESTS), ids.size())) {
        if (job(id).flatMap(Job::test).isPresent()) {
          addLetters(id, known);
        }
      }
      testLetters = known;
    }
    return known;
  }

  private void addLetters(JobId id, Set<String> found) {
    JobLedger ledger = new JobLedger(new JobFolder(bucket, id));
    for (int page : ledger.pages(Page.LETTERS)) {
      ledger
          .read(Page.LETTERS, page)
          .entries()
          .forEach(letter -> letter.messageId().ifPresent(found::add));
    }
  }
}
