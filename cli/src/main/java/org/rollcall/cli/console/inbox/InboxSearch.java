package org.rollcall.cli.console.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.PrimaryId;

/**
 * What a page of the inbox lists.
 *
 * @param job the letters of this job; empty for all
 * @param recipient a primary ID, or a part of an address; empty for all
 * @param text occurs in the subject, the address or the text of the letter; empty for all
 * @param before the name of the last letter that the page before has read; empty for the newest
 */
record InboxSearch(String job, String recipient, String text, String before) {

  static final int PAGE_SIZE = 25;

  /** How many letters are read for one page. */
  static final int MAX_READ = 1000;

  /** How many headers are read for one page, to find the letters of a recipient or of a job. */
  static final int MAX_HEADERS = 50_000;

  /**
   * A page of letters.
   *
   * @param more the name of the last letter that was read; empty if all were
   */
  record Result(List<Found> letters, Optional<String> more) {
    Result {
      letters = List.copyOf(letters);
    }
  }

  /**
   * A letter of a page.
   *
   * @param secret empty if only the source of the letter can be shown
   */
  record Found(String name, Mail mail, Optional<LetterSecrets.Secret> secret) {

    /** The subject without a password; empty if it must not be shown. */
    String subject() {
      return secret.flatMap(known -> known.masked(mail.subject())).orElse("");
    }
  }

  Result run(Mailbox mailbox, LetterSecrets secrets) {
    List<String> names = mailbox.names();
    int start = before.isEmpty() ? 0 : names.indexOf(before) + 1;
    boolean isByHeader = !job.isEmpty() || !recipient.isEmpty();
    int end = Math.min(names.size(), start + (isByHeader ? MAX_HEADERS : MAX_READ));
    int read = 0;
    List<Found> found = new ArrayList<>();
    for (int i = start; i < end; i++) {
      String name = names.get(i);
      if (mailbox.header(name).filter(this::isWanted).isPresent()) {
        read++;
        mailbox.mail(name).flatMap(mail -> find(name, mail, secrets)).ifPresent(found::add);
      }
      if (found.size() == PAGE_SIZE || read == MAX_READ) {
        end = i + 1;
      }
    }
    return new Result(
        found, end < names.size() ? Optional.of(names.get(end - 1)) : Optional.empty());
  }

  /** Whether the header fits. The search is not for the text of letters. */
  private boolean isWanted(Mail header) {
    Optional<LetterTags> tags = header.tags();
    boolean isOfJob =
        job.isEmpty()
            || tags.map(LetterTags::jobId).map(JobId::value).filter(job::equals).isPresent();
    boolean isForRecipient =
        recipient.isEmpty()
            || tags.map(LetterTags::user).filter(PrimaryId.of(recipient)::equals).isPresent()
            || contains(header.to(), recipient);
    return isOfJob && isForRecipient;
  }

  /** Searches twice: the password of a letter is derived only if the letter has the text at all. */
  private Optional<Found> find(String name, Mail mail, LetterSecrets secrets) {
    if (!text.isEmpty() && !contains(mail.searchable(), text)) {
      return Optional.empty();
    }
    Found found = new Found(name, mail, secrets.of(name, mail));
    boolean isFound =
        text.isEmpty()
            || found
                .secret()
                .flatMap(secret -> secret.masked(mail.searchable()))
                .filter(masked -> contains(masked, text))
                .isPresent();
    return Optional.of(found).filter(any -> isFound);
  }

  private static boolean contains(String text, String part) {
    return CaseFolding.fold(text).contains(CaseFolding.fold(part));
  }
}
