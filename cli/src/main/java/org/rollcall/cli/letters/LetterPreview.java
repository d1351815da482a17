package org.rollcall.cli.letters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.json.Json;
import org.rollcall.letter.Letter;
import org.rollcall.letter.LetterContext;
import org.rollcall.letter.LetterContext.Credentials;
import org.rollcall.letter.LetterSettings;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.OptOut;
import org.rollcall.letter.RenderedLetter;
import org.rollcall.letter.StoredLetter;
import org.rollcall.time.SystemClock;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * A letter as a user would receive it, with a masked password.
 *
 * @param languageReason why the letter is in this language
 * @param remarks why the user would not receive the letter
 */
public record LetterPreview(
    LetterSnapshot snapshot,
    Optional<String> to,
    String languageReason,
    List<String> remarks,
    RenderedLetter letter) {

  public LetterPreview {
    remarks = List.copyOf(remarks);
  }

  /**
   * The letter of a type that a user would get from a job that starts now.
   *
   * @param finder finds the user after the letter was checked
   * @param language the name of one of the letter's languages, to be used instead of the user's
   * @param credential what the job issues; empty for the institution's default
   * @throws CommandException if the letter has errors or no such language, or the record contains
   *     values that cannot be written
   */
  public static LetterPreview of(
      Stack stack,
      String type,
      Supplier<StoredUser> finder,
      String jobName,
      Optional<String> language,
      Optional<CredentialKind> credential) {
    StoredLetter stored = LetterCatalog.open(stack).validated(type);
    Letter letter = new Letter(stored.letter().orElseThrow());
    Instant now = SystemClock.INSTANCE.instant();
    StoredUser user = finder.get();
    CredentialKind kind =
        credential
            .or(letter.snapshot().institution()::defaultCredential)
            .orElse(CredentialKind.PASSWORD);
    LetterContext context =
        new LetterContext(
            user.user(),
            jobName,
            LocalDate.ofInstant(now, letter.snapshot().institution().timeZone()),
            Optional.of(Credentials.masked(kind, now.plus(stack.lifetime(kind)))));
    Optional<String> requested = language.map(name -> requireLanguage(letter, name));
    try {
      return write(stored, letter, context, user.state(), requested);
    } catch (BrokenRecordException e) {
      throw notPossible(user.user().primaryId(), e);
    }
  }

  static CommandException notPossible(PrimaryId id, BrokenRecordException e) {
    return CommandException.rejected(
        CommandError.LETTER_NOT_POSSIBLE, id, String.valueOf(e.getMessage()));
  }

  /** The letter's language of this name, in the letter's own spelling. */
  static String requireLanguage(Letter letter, String name) {
    return letter
        .languages()
        .find(name)
        .orElseThrow(
            () ->
                CommandException.rejected(
                    CommandError.LETTER_LANGUAGE_NOT_FOUND,
                    letter.snapshot().type(),
                    name,
                    String.join(", ", letter.languages().available())));
  }

  /**
   * Writes the letter.
   *
   * @param context the user, and the values that a job would provide
   * @param state what is known of the user's address
   * @param language one of the letter's languages, to be used instead of the user's
   * @throws org.rollcall.user.BrokenRecordException if the record contains values that cannot be
   *     written
   */
  private static LetterPreview write(
      StoredLetter stored,
      Letter letter,
      LetterContext context,
      RollcallState state,
      Optional<String> language) {
    User user = context.user();
    return new LetterPreview(
        letter.snapshot(),
        user.preferredEmail().address().map(EmailAddress::text),
        language.map(name -> "as requested").orElseGet(() -> languageReason(letter, user)),
        remarks(stored, letter.snapshot(), user, state),
        letter.render(context, language.orElse(letter.languages().choose(user).language())));
  }

  static String languageReason(Letter letter, User user) {
    String preferred = user.code("preferred_language").orElse("none");
    return switch (letter.languages().choose(user).reason()) {
      case PREFERRED -> "the user's preferred language";
      case BASE_OF_PREFERRED -> "for the user's preferred language " + preferred;
      case INSTITUTION ->
          "the institution's default language; the user's preferred language is " + preferred;
    };
  }

  private static List<String> remarks(
      StoredLetter stored, LetterSnapshot snapshot, User user, RollcallState state) {
    List<String> remarks = new ArrayList<>();
    if (!stored.settings().map(LetterSettings::enabled).orElse(true)) {
      remarks.add("this letter type is disabled; jobs with it are rejected");
    }
    if (snapshot.respectsOptOut() && OptOut.isOptedOut(snapshot.type(), user)) {
      remarks.add("the user has opted out of these letters and does not receive them");
    }
    LetterProgress.State.unreachable(user.preferredEmail(), state)
        .flatMap(LetterProgress.State::reason)
        .ifPresent(reason -> remarks.add(reason.message() + "; the user does not receive letters"));
    return remarks;
  }

  /** The letter for people: header lines and the plain text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("From:      " + snapshot.sender(letter.language()));
    lines.add("To:        " + to.orElse("(nobody)"));
    snapshot.replyTo().ifPresent(address -> lines.add("Reply-To:  " + address));
    lines.add("Subject:   " + letter.subject());
    lines.add("Language:  " + letter.language() + ", " + languageReason);
    remarks.forEach(remark -> lines.add("Remark:    " + remark));
    lines.add("");
    letter.text().lines().forEach(lines::add);
    return lines;
  }

  ObjectNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("type", snapshot.type()).put("from", snapshot.sender(letter.language()));
    to.ifPresent(address -> json.put("to", address));
    snapshot.replyTo().ifPresent(address -> json.put("reply_to", address));
    json.put("language", letter.language());
    json.set("remarks", Json.MAPPER.valueToTree(remarks));
    return json.put("subject", letter.subject())
        .put("html", letter.html())
        .put("text", letter.text());
  }
}
