package org.rollcall.cli.console.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Download;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.objects.PutCheck;
import org.rollcall.cli.objects.TimeZoneRemark;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.letter.LetterRepository;

/**
 * The editor of one file. It checks a file as {@code put} does, and never writes one that was
 * written by someone else meanwhile.
 */
public record FilePages(Stack stack) {

  /** The maximum size of an uploaded file in bytes. {@code put} takes larger ones. */
  static final int MAX_UPLOAD_BYTES = 16 * 1024 * 1024;

  private static final String ROOT = "/files";
  private static final View VIEW = View.of(FilePages.class, "file.html");

  public List<Route> routes() {
    return List.of(
        Route.page(ROOT, this::open),
        Route.page("/files/{key}", this::show),
        Route.action("/files/{key}", this::submit),
        Route.action("/files/{key}/upload", MAX_UPLOAD_BYTES, this::upload),
        Route.page("/files/{key}/{name}", this::download));
  }

  /** The path of the editor of a file. */
  public static String path(String key) {
    return UrlText.path("files", key);
  }

  /** The path of the file itself. Its end is the name under which a browser saves it. */
  static String downloadPath(String key) {
    return UrlText.path("files", key, key.substring(key.lastIndexOf('/') + 1));
  }

  /** What the page says about the last action. */
  enum Result {
    NONE,
    CHECKED,
    SAVED,
    REFUSED,
    CONFLICT
  }

  /**
   * The values of the page.
   *
   * @param text the text in the editor; empty text if it cannot be edited
   * @param what what the file is, such as {@code a set with 12 members}
   * @param isUnsaved whether the text is another one than that of the file
   * @param theirs the text that someone else has written meanwhile
   * @param letter the page of the letter to which the file belongs; empty for other files
   * @param others the letter's other files
   */
  record Model(
      String key,
      String path,
      String backPath,
      String section,
      String version,
      boolean isNew,
      boolean isEditable,
      String text,
      String what,
      List<Fault> errors,
      List<String> remarks,
      boolean isChecked,
      boolean isSaved,
      boolean isConflict,
      boolean isUnsaved,
      String theirs,
      String letter,
      String others,
      String download,
      String upload) {
    Model {
      errors = List.copyOf(errors);
      remarks = List.copyOf(remarks);
    }
  }

  /** The result of a check. */
  private record Checked(String what, List<Fault> errors, List<String> remarks) {
    static final Checked NOTHING = new Checked("", List.of(), List.of());
  }

  /** Goes to the editor of the file that a form names. */
  private Answer open(WebRequest request) throws RefusedException {
    String key =
        request.query("folder").orElse("") + request.query("name").map(String::strip).orElse("");
    return new Redirect(path(LibraryFile.requireKey(key)));
  }

  private Answer show(WebRequest request) throws RefusedException {
    LibraryFile file = LibraryFile.read(stack.bucket(), key(request));
    return page(file, file.text().orElse(""), Result.NONE, Checked.NOTHING, "");
  }

  private static String key(WebRequest request) throws RefusedException {
    return LibraryFile.requireKey(request.parameter("key"));
  }

  private Answer submit(WebRequest request) throws RefusedException {
    String key = key(request);
    // A browser sends other line ends than those of the file.
    String text = request.form("text").orElse("").replace("\r\n", "\n");
    boolean isSave = request.form("do").filter("save"::equals).isPresent();
    return apply(key, text.getBytes(UTF_8), request.form("version").orElse(""), isSave);
  }

  private Answer upload(WebRequest request) throws RefusedException {
    return apply(
        key(request), request.body(), request.query("version").orElse(LibraryFile.NEW), true);
  }

  private Answer apply(String key, byte[] content, String version, boolean isSave)
      throws RefusedException {
    if (!stack.bucket().list(key + "/").isEmpty()) {
      throw RefusedException.invalid("There is a folder with this key.");
    }
    Checked checked = check(key, content);
    String text = new String(content, UTF_8);
    LibraryFile current = LibraryFile.read(stack.bucket(), key);
    boolean isText = content.length <= LibraryFile.MAX_EDITED_BYTES && isUtf8(content, text);
    LibraryFile edited =
        new LibraryFile(key, version, isText ? Optional.of(text) : Optional.empty());
    if (!checked.errors().isEmpty()) {
      return page(edited, text, Result.REFUSED, checked, "").withStatus(400);
    }
    if (!isSave) {
      return page(edited, text, Result.CHECKED, checked, "");
    }
    if (!LibraryFile.write(stack.bucket(), key, content, version)) {
      LibraryFile others = new LibraryFile(key, current.version(), edited.text());
      return page(others, text, Result.CONFLICT, checked, current.text().orElse(""))
          .withStatus(409);
    }
    LibraryFile saved = LibraryFile.read(stack.bucket(), key);
    return page(saved, saved.text().orElse(""), Result.SAVED, checked, "");
  }

  private static boolean isUtf8(byte[] content, String text) {
    return Arrays.equals(content, text.getBytes(UTF_8)) && text.indexOf('\0') < 0;
  }

  private Checked check(String key, byte[] content) {
    List<Fault> errors = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    TimeZoneRemark.find(stack.bucket(), key, content).ifPresent(remarks::add);
    String what = "";
    for (PutCheck.Result result : PutCheck.of(stack, Map.of(key, content)).results()) {
      what = result.what();
      errors.addAll(result.errors());
      result.remarks().forEach(remark -> remarks.add(FaultText.line(remark)));
    }
    return new Checked(what, errors, remarks);
  }

  private Page page(LibraryFile file, String text, Result result, Checked checked, String theirs) {
    String key = file.key();
    Section section = Section.of(key);
    Optional<String> letter =
        Optional.of(key.split("/", -1))
            .filter(parts -> key.startsWith(LetterRepository.PREFIX) && parts.length > 2)
            .map(parts -> parts[1]);
    return Page.of(
        key,
        section.navigation(),
        VIEW,
        new Model(
            key,
            path(key),
            section.path(),
            section.label(),
            file.version(),
            file.isNew(),
            file.text().isPresent(),
            text,
            checked.what(),
            checked.errors(),
            checked.remarks(),
            result == Result.CHECKED,
            result == Result.SAVED,
            result == Result.CONFLICT,
            result != Result.NONE && result != Result.SAVED,
            theirs,
            letter.map(name -> UrlText.path("letters", name)).orElse(""),
            letter.map(name -> otherFiles(name, key)).orElse(""),
            file.isNew() ? "" : downloadPath(key),
            UrlText.address(path(key) + "/upload", Map.of("version", file.version()))));
  }

  private String otherFiles(String letter, String key) {
    String folder = LetterRepository.PREFIX + letter + "/";
    return stack.bucket().list(folder).stream()
        .filter(other -> !other.equals(key))
        .map(other -> other.substring(folder.length()))
        .collect(Collectors.joining(", "));
  }

  private Answer download(WebRequest request) throws RefusedException {
    Bucket bucket = stack.bucket();
    InputStream content =
        bucket
            .open(key(request))
            .orElseThrow(() -> RefusedException.notFound("There is no such file."));
    return new Download("application/octet-stream", content, false);
  }
}
