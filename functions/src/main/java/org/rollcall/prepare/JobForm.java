package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.InputShape;
import org.rollcall.json.Json;

/**
 * What a form for a new job can contain. It comes from the readers of the input, so that a new kind
 * of change is in the form too.
 */
public final class JobForm {

  /**
   * The keys that the form's page sets, and those of a set of the type {@code JOB}, whose key
   * {@code members} has another type than in other sets.
   */
  private static final String NOT_IN_FORM = "initiated_by|mode|set[.]type|set[.]job";

  private JobForm() {}

  /**
   * The values of a preview's input, without those that are the same for every preview.
   *
   * @param codes the institution's code tables
   */
  public static InputShape ofPreview(CodeTables codes) {
    return Fields.describe(fields -> JobInput.read(Json.MAPPER.createObjectNode(), fields, codes))
        .only(JobForm::isInPreview);
  }

  private static boolean isInPreview(String path) {
    return !path.matches(NOT_IN_FORM)
        && JobKind.KEYS.stream().filter(path::equals).allMatch(JobKind.PREVIEW::allows);
  }

  /** The errors of a new job's input that can be found without users, sets and letters. */
  public static List<Fault> check(JsonNode input, CodeTables codes) {
    Faults faults = new Faults();
    JobInput.read(input, codes, faults);
    return faults.found();
  }
}
