package org.rollcall.cli.console.inbox;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.console.jobs.JobPages;
import org.rollcall.cli.console.jobs.TimeText;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.letter.ses.LetterTags;

/**
 * The values of the page with the inbox.
 *
 * @param isSearch whether not all letters are wanted
 * @param more the path of the next page; empty if there is none
 */
record InboxModel(
    String job,
    String to,
    String text,
    boolean isSearch,
    boolean isFirst,
    List<Row> letters,
    String more) {

  InboxModel {
    letters = List.copyOf(letters);
  }

  /** A letter. Texts are empty if they are not known. */
  record Row(
      String path,
      String subject,
      String to,
      String user,
      String userPath,
      String job,
      String jobPath,
      String sent) {}

  static InboxModel of(InboxSearch search, InboxSearch.Result result, ZoneId zone) {
    Map<String, String> next = new LinkedHashMap<>();
    next.put("job", search.job());
    next.put("to", search.recipient());
    next.put("q", search.text());
    next.put("before", result.more().orElse(""));
    return new InboxModel(
        search.job(),
        search.recipient(),
        search.text(),
        !search.job().isEmpty() || !search.recipient().isEmpty() || !search.text().isEmpty(),
        search.before().isEmpty(),
        result.letters().stream().map(letter -> row(letter, zone)).toList(),
        result.more().map(any -> UrlText.address(InboxPages.LIST, next)).orElse(""));
  }

  private static Row row(InboxSearch.Found letter, ZoneId zone) {
    Optional<LetterTags> tags = letter.mail().tags();
    return new Row(
        UrlText.path("inbox", letter.name()),
        letter.subject(),
        letter.mail().to(),
        tags.map(found -> found.user().toString()).orElse(""),
        tags.map(found -> UrlText.path("users", found.user().toString())).orElse(""),
        tags.map(found -> found.jobId().value()).orElse(""),
        tags.map(found -> JobPages.path(found.jobId())).orElse(""),
        Mailbox.sent(letter.name()).map(time -> TimeText.of(time, zone).text()).orElse(""));
  }
}
