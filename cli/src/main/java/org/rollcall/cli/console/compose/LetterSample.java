package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.console.compose.FormPart.Choice;
import org.rollcall.cli.console.users.NamedUser;
import org.rollcall.cli.console.web.ErrorPage;
import org.rollcall.cli.console.web.LetterFrame;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.letters.LetterPreview;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.letter.LetterRepository;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.store.StoredUser;

/**
 * The letter of the job for one user, beside the form. The page shows it as soon as the user has
 * asked for it, and then after each change.
 *
 * @param user the primary ID in the field
 * @param languages the languages of the letter
 * @param problem why there is no letter; empty if there is one
 * @param frame the letter for a frame; empty if it is not shown
 * @param path the page that shows the letter in other ways
 */
record LetterSample(
    String user,
    List<Choice> languages,
    String problem,
    String subject,
    String to,
    String language,
    List<String> remarks,
    String frame,
    String path) {

  /** The action of the button, and the field that says that the letter is shown. */
  static final String ACTION = "letter";

  LetterSample {
    languages = List.copyOf(languages);
    remarks = List.copyOf(remarks);
  }

  public boolean isShown() {
    return !frame.isEmpty() || !problem.isEmpty();
  }

  /** The letter of an input; empty if it has none. */
  static Optional<LetterSample> of(
      Stack stack,
      Choices choices,
      JsonNode input,
      WebRequest request,
      Optional<SetCounts.Counted> counted) {
    String type = input.path("notify").path("type").asText();
    if (!choices.letters().contains(type)) {
      return Optional.empty();
    }
    String user =
        request
            .form("letter_user")
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .or(
                () ->
                    counted.stream()
                        .flatMap(found -> found.first().stream())
                        .map(Row::id)
                        .findFirst())
            .orElse("");
    List<String> names = languages(stack, type);
    String language = request.form("letter_language").filter(names::contains).orElse("");
    LetterSample unseen =
        new LetterSample(
            user,
            names.stream().map(name -> new Choice("", name, name, name.equals(language))).toList(),
            "",
            "",
            "",
            "",
            List.of(),
            "",
            path(type, user, language));
    boolean isShown =
        request.form("do").filter(ACTION::equals).isPresent() || request.form(ACTION).isPresent();
    String credential = input.path("changes").path("account_type").path("credential").asText();
    return Optional.of(isShown ? unseen.shown(stack, type, language, kind(credential)) : unseen);
  }

  /** What the job issues; empty for the institution's default. */
  private static Optional<CredentialKind> kind(String name) {
    return Arrays.stream(CredentialKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst();
  }

  private static List<String> languages(Stack stack, String type) {
    String folder = LetterRepository.PREFIX + type + "/";
    return stack.bucket().list(folder).stream()
        .map(key -> key.substring(folder.length()))
        .filter(file -> file.contains("/"))
        .map(file -> file.substring(0, file.indexOf('/')))
        .distinct()
        .sorted()
        .toList();
  }

  private static String path(String type, String user, String language) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("user", user);
    fields.put("lang", language);
    return UrlText.address(UrlText.path("letters", type, "preview"), fields);
  }

  private LetterSample shown(
      Stack stack, String type, String chosen, Optional<CredentialKind> credential) {
    NamedUser named = NamedUser.find(stack, user);
    Optional<StoredUser> found = named.user();
    if (found.isEmpty()) {
      return with(named.problem());
    }
    try {
      LetterPreview preview =
          LetterPreview.of(
              stack,
              type,
              found::orElseThrow,
              "Preview",
              Optional.of(chosen).filter(name -> !name.isEmpty()),
              credential);
      return new LetterSample(
          user,
          languages,
          "",
          preview.letter().subject(),
          preview.to().orElse("(nobody)"),
          preview.letter().language() + ", " + preview.languageReason(),
          preview.remarks(),
          LetterFrame.of(preview.letter().html(), false, true),
          path);
    } catch (CommandException e) {
      if (e.exitCode() != ExitCode.REJECTED) {
        throw e;
      }
      return with(ErrorPage.of(e, false).message());
    }
  }

  private LetterSample with(String otherProblem) {
    return new LetterSample(user, languages, otherProblem, "", "", "", List.of(), "", path);
  }
}
