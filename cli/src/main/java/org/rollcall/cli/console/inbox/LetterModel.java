package org.rollcall.cli.console.inbox;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.console.inbox.LetterSecrets.Secret;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.cli.console.web.LetterView.Form;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.letter.ses.LetterTags;

/**
 * The values of the page with one letter.
 *
 * @param warning why only the source is shown, or that it shows a password; empty if nothing is
 *     remarkable
 * @param letter the letter as HTML
 * @param file the path of the letter's file
 */
record LetterModel(
    String title,
    String from,
    String to,
    String user,
    String userPath,
    String job,
    String jobPath,
    String sent,
    String warning,
    List<String> attachments,
    String letter,
    String file) {

  LetterModel {
    attachments = List.copyOf(attachments);
  }

  static LetterModel of(
      String name, Mail mail, Optional<Secret> secret, Form form, String letter, ZoneId zone) {
    Optional<LetterTags> tags = mail.tags();
    return new LetterModel(
        secret
            .flatMap(known -> known.masked(mail.subject()))
            .filter(subject -> !subject.isBlank())
            .orElse("Letter"),
        mail.field("from"),
        mail.to(),
        tags.map(found -> found.user().toString()).orElse(""),
        tags.map(found -> UrlText.path("users", found.user().toString())).orElse(""),
        tags.map(found -> found.jobId().value()).orElse(""),
        tags.map(found -> JobPages.path(found.jobId())).orElse(""),
        Mailbox.sent(name).map(time -> TimeText.of(time, zone).text()).orElse(""),
        warning(mail, secret, form),
        mail.attachments(),
        letter,
        UrlText.path("inbox", name, name));
  }

  private static String warning(Mail mail, Optional<Secret> secret, Form form) {
    if (mail.problem().isPresent()) {
      return mail.problem().get();
    }
    if (secret.isEmpty()) {
      return "Only the source can be shown, because the password or link in this letter cannot be found and"
          + " masked: the letter names no job whose files are here, or the password key is another"
          + " one.";
    }
    return form == Form.SOURCE && secret.get().mask().isPresent()
        ? "The source shows the password or link of this letter."
        : "";
  }
}
