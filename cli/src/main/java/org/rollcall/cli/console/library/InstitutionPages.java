package org.rollcall.cli.console.library;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollcall.cli.console.web.Answer;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.console.web.View;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.letter.Institution;

/** The pages about {@code institution.json} and the code tables. */
public record InstitutionPages(Stack stack) {

  /** The path of the page. */
  public static final String PAGE = "/institution";

  private static final String FILE = "institution.json";
  private static final String CODES = "codes/";
  private static final int MAX_CODES = 1000;

  private static final View VIEW = View.of(InstitutionPages.class, "institution.html");
  private static final View TABLE_VIEW = View.of(InstitutionPages.class, "table.html");

  public List<Route> routes() {
    return List.of(Route.page(PAGE, this::institution), Route.page("/codes/{name}", this::table));
  }

  /**
   * A code table.
   *
   * @param codes the number of its codes, as text; empty if it does not exist or has errors
   */
  record Table(
      String name, String path, String file, boolean isThere, String codes, List<Fault> errors) {
    Table {
      errors = List.copyOf(errors);
    }
  }

  /** The values of the page. */
  record Model(
      String code,
      String zone,
      List<Fault> errors,
      String file,
      String download,
      List<Table> tables,
      List<Other> others) {
    Model {
      errors = List.copyOf(errors);
      tables = List.copyOf(tables);
      others = List.copyOf(others);
    }
  }

  /** An object among the code tables that no job reads. */
  record Other(String key, String file) {}

  /** A code with its description. */
  record Code(String code, String description) {}

  private Answer institution(WebRequest request) {
    Faults faults = new Faults();
    Optional<Institution> institution = Institution.read(stack.bucket(), faults);
    List<String> keys = stack.bucket().list(CODES);
    Set<String> others = new HashSet<>(keys);
    List<Table> tables = new ArrayList<>();
    for (String name : CodeTables.NAMES) {
      others.remove(key(name));
      tables.add(table(name, keys.contains(key(name))));
    }
    return Page.of(
        "Institution",
        PAGE,
        VIEW,
        new Model(
            institution.map(Institution::code).orElse(""),
            institution.map(found -> found.timeZone().getId()).orElse(""),
            faults.found(),
            FilePages.path(FILE),
            FilePages.downloadPath(FILE),
            tables,
            others.stream().sorted().map(key -> new Other(key, FilePages.path(key))).toList()));
  }

  private static String key(String table) {
    return CODES + table + ".json";
  }

  private Table table(String name, boolean isThere) {
    Faults faults = new Faults();
    Optional<Map<String, String>> codes =
        CodeTables.inBucket(stack.bucket(), faults).descriptions(name);
    return new Table(
        name,
        UrlText.path("codes", name),
        FilePages.path(key(name)),
        isThere,
        codes.map(found -> String.valueOf(found.size())).orElse(""),
        faults.found());
  }

  private Answer table(WebRequest request) throws RefusedException {
    String name = request.parameter("name");
    if (!CodeTables.NAMES.contains(name)) {
      throw RefusedException.notFound("No job reads a code table with this name.");
    }
    Faults faults = new Faults();
    Map<String, String> codes =
        CodeTables.inBucket(stack.bucket(), faults).descriptions(name).orElse(Map.of());
    return Page.of(
        name,
        PAGE,
        TABLE_VIEW,
        Map.of(
            "table", table(name, !stack.bucket().list(key(name)).isEmpty()),
            "download", FilePages.downloadPath(key(name)),
            "total", codes.size(),
            "isCut", codes.size() > MAX_CODES,
            "codes",
                codes.entrySet().stream()
                    .limit(MAX_CODES)
                    .map(code -> new Code(code.getKey(), code.getValue()))
                    .toList()));
  }
}
