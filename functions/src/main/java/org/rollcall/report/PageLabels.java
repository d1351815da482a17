package org.rollcall.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LetterProgress;

/** The codes in the columns of the page, in English. */
final class PageLabels {

  private PageLabels() {}

  /** The labels by column and code, as JSON. They contain no data of a job. */
  static String json() {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    labels.put("result", labels(Result.values(), ReportText::result));
    labels.put("reason", labels(Reason.values(), ReasonText::ofSeveral));
    labels.put("letter", labels(LetterProgress.State.values(), ReportText::letter));
    labels.put("delivery", labels(Delivery.Kind.values(), ReportText::delivery));
    return Json.text(labels);
  }

  private static <E extends Enum<E>> Map<String, String> labels(
      E[] codes, Function<E, String> label) {
    return Stream.of(codes)
        .collect(Collectors.toMap(Enum::name, label, (one, other) -> one, LinkedHashMap::new));
  }
}
