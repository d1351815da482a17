package org.rollcall.cli.letters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterSettings;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.OptOut;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.StoredLetter;
import org.rollcall.user.User;

/**
 * A letter as a user would get it, but for the password.
 *
 * @param whyLanguage a sentence
 * @param remarks what keeps the user from getting it
 */
record LetterPreview(
    LetterSnapshot pinned,
    Optional<String> to,
    String whyLanguage,
    List<String> remarks,
    RenderedLetter letter) {

  LetterPreview {
    remarks = List.copyOf(remarks);
  }

  /**
   * What a job would say.
   *
   * @param started when it starts
   * @param credentialsExpire when the passwords that it gives expire
   */
  record Moment(String jobName, Instant started, Instant credentialsExpire) {}

  /**
   * Writes the letter.
   *
   * @param language one of the letter's, instead of the user's
   * @throws org.rollcall.user.BrokenRecordException if the record has what no letter can be written
   *     with
   */
  static LetterPreview of(
      StoredLetter shelved, Letter letter, User user, Optional<String> language, Moment moment) {
    LetterContext addressee =
        new LetterContext(
            user,
            moment.jobName(),
            moment.started(),
            Optional.of(LetterContext.Credentials.masked(moment.credentialsExpire())));
    return new LetterPreview(
        letter.snapshot(),
        user.preferredEmail(),
        language.map(asked -> "as asked").orElseGet(() -> why(letter, user)),
        remarks(shelved, letter.snapshot(), user),
        letter.render(addressee, language.orElse(letter.chooseLanguage(user).language())));
  }

  private static String why(Letter letter, User user) {
    String preferred = user.code("preferred_language").orElse("none");
    return switch (letter.chooseLanguage(user).reason()) {
      case PREFERRED -> "which the user prefers";
      case BASE_OF_PREFERRED -> "for the user's " + preferred;
      case INSTITUTION -> "the institution's default; the user's is " + preferred;
    };
  }

  private static List<String> remarks(StoredLetter shelved, LetterSnapshot pinned, User user) {
    List<String> remarks = new ArrayList<>();
    if (!shelved.settings().map(LetterSettings::enabled).orElse(true)) {
      remarks.add("this type is switched off, and a job that names it is rejected");
    }
    if (pinned.respectsOptOut() && OptOut.covers(pinned.type(), user)) {
      remarks.add("the user has opted out of such letters, and gets none");
    }
    if (user.preferredEmail().isEmpty()) {
      remarks.add("the user has no preferred e-mail address, or several, and gets none");
    }
    return remarks;
  }

  /** The letter for people: its head, and its text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("From:      " + pinned.from());
    lines.add("To:        " + to.orElse("(nobody)"));
    pinned.replyTo().ifPresent(address -> lines.add("Reply-To:  " + address));
    lines.add("Subject:   " + letter.subject());
    lines.add("Language:  " + letter.language() + ", " + whyLanguage);
    remarks.forEach(remark -> lines.add("Remark:    " + remark));
    lines.add("");
    letter.text().lines().forEach(lines::add);
    return lines;
  }

  ObjectNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", pinned.type()).put("from", pinned.from());
    to.ifPresent(address -> json.put("to", address));
    pinned.replyTo().ifPresent(address -> json.put("reply_to", address));
    json.put("language", letter.language());
    json.set("remarks", Json.MAPPER.valueToTree(remarks));
    return json.put("subject", letter.subject())
        .put("html", letter.html())
        .put("text", letter.text());
  }
}
