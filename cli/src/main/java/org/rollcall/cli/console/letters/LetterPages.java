package org.rollcall.cli.console.letters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.cli.console.library.FilePages;
import org.rollcall.cli.console.users.NamedUser;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.LetterView;
import org.rollcall.cli.console.web.LetterView.Form;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.letters.LetterCatalog;
import org.rollcall.cli.letters.LetterPreview;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSettings;
import org.rollcall.letter.StoredLetter;
import org.rollcall.user.store.StoredUser;

/** The pages about the letters in the bucket. */
public record LetterPages(Stack stack) {

  /** The path of the list. */
  public static final String LIST = "/letters";

  /** The folder of the headers and footers of all letters. */
  private static final String SHARED = "_shared";

  private static final View LIST_VIEW = View.of(LetterPages.class, "letters.html");
  private static final View LETTER_VIEW = View.of(LetterPages.class, "type.html");
  private static final View PREVIEW_VIEW = View.of(LetterPages.class, "preview.html");

  public List<Route> routes() {
    return List.of(
        Route.page(LIST, this::list),
        Route.page("/letters/{type}", this::letter),
        Route.page("/letters/{type}/preview", this::preview));
  }

  /** A type in the list. */
  record Type(String name, String path, String languages, boolean isDisabled, String description) {

    static Type of(StoredLetter letter) {
      return new Type(
          letter.type(),
          UrlText.path("letters", letter.type()),
          String.join(", ", letter.languages()),
          letter.settings().filter(settings -> !settings.enabled()).isPresent(),
          letter.settings().flatMap(LetterSettings::description).orElse(""));
    }
  }

  /** A file of a letter. */
  record LetterFile(String name, String path, boolean isMissing) {}

  /**
   * The values of a letter's page.
   *
   * @param user the user in the form of the preview
   * @param problem why the letter cannot be shown for this user; empty if that was not tried
   * @param languages the languages in which it exists; none for the shared parts
   */
  record Model(
      String preview,
      String user,
      String problem,
      boolean isDisabled,
      String description,
      List<String> languages,
      List<LetterFile> files,
      List<Fault> errors,
      List<Fault> remarks) {
    Model {
      languages = List.copyOf(languages);
      files = List.copyOf(files);
      errors = List.copyOf(errors);
      remarks = List.copyOf(remarks);
    }
  }

  private Answer list(WebRequest request) {
    boolean withUsers = request.query("check").filter("users"::equals).isPresent();
    LetterCatalog catalog = LetterCatalog.open(stack);
    LetterCatalog.Check check = withUsers ? catalog.checkAll() : catalog.checkTexts();
    return Page.of(
        "Letters",
        LIST,
        LIST_VIEW,
        Map.of(
            "types", check.letters().stream().map(Type::of).toList(),
            "errors", check.errors(),
            "remarks", check.remarks(),
            "withUsers", withUsers,
            "shared", UrlText.path("letters", SHARED)));
  }

  private Answer letter(WebRequest request) {
    return letter(request, request.operator().toString(), "");
  }

  private Page letter(WebRequest request, String user, String problem) {
    String type = request.parameter("type");
    List<String> keys = stack.bucket().list(LetterRepository.PREFIX + type + "/");
    LetterCatalog catalog = LetterCatalog.open(stack);
    if (type.equals(SHARED)) {
      LetterCatalog.Check check = catalog.checkTexts();
      return Page.of(
          "Shared parts of letters",
          LIST,
          LETTER_VIEW,
          new Model(
              "",
              "",
              "",
              false,
              "",
              List.of(),
              files(keys, keys),
              of(type, check.errors()),
              List.of()));
    }
    catalog.requireType(type);
    LetterCatalog.Check check = catalog.checkTexts();
    StoredLetter letter =
        check.letters().stream().filter(any -> any.type().equals(type)).findFirst().orElseThrow();
    List<String> all = new ArrayList<>(letter.keys());
    keys.stream().filter(key -> !all.contains(key)).forEach(all::add);
    Type shown = Type.of(letter);
    return Page.of(
        type,
        LIST,
        LETTER_VIEW,
        new Model(
            UrlText.path("letters", type, "preview"),
            user,
            problem,
            shown.isDisabled(),
            shown.description(),
            letter.languages(),
            files(all, keys),
            of(type, check.errors()),
            of(type, check.remarks())));
  }

  /** The errors of the files of a type, and those that concern all types. */
  private static List<Fault> of(String type, List<Fault> faults) {
    String folder = LetterRepository.PREFIX + type;
    return faults.stream()
        .filter(fault -> fault.path().equals(folder) || fault.path().startsWith(folder + "/"))
        .toList();
  }

  private static List<LetterFile> files(List<String> keys, List<String> existing) {
    return keys.stream()
        .map(
            key ->
                new LetterFile(key.split("/", 3)[2], FilePages.path(key), !existing.contains(key)))
        .toList();
  }

  private Answer preview(WebRequest request) {
    String type = request.parameter("type");
    String user = request.query("user").map(String::strip).orElse("");
    String language = request.query("lang").orElse("");
    NamedUser named = NamedUser.find(stack, user);
    if (named.user().isEmpty()) {
      return letter(request, user, named.problem()).withStatus(400);
    }
    StoredUser member = named.user().get();
    LetterPreview preview =
        LetterPreview.of(
            stack,
            type,
            () -> member,
            "Preview",
            Optional.of(language).filter(name -> !name.isEmpty()),
            Optional.empty());
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("user", member.user().primaryId().toString());
    fixed.put("lang", language);
    LetterView view =
        LetterView.of(
            request,
            UrlText.path("letters", type, "preview"),
            fixed,
            List.of(Form.HTML, Form.TEXT, Form.SOURCE));
    String content = view.form() == Form.TEXT ? preview.letter().text() : preview.letter().html();
    return Page.of(
            preview.letter().subject(),
            LIST,
            PREVIEW_VIEW,
            Map.of(
                "from", preview.snapshot().sender(preview.letter().language()),
                "to", preview.to().orElse("(nobody)"),
                "user", member.user().primaryId().toString(),
                "userPath", UrlText.path("users", member.user().primaryId().toString()),
                "language", preview.letter().language() + ", " + preview.languageReason(),
                "remarks", preview.remarks(),
                "letter", view.render(content),
                "back", UrlText.path("letters", type),
                "type", type))
        .withLetters();
  }
}
