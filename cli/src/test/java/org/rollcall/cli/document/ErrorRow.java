package org.rollcall.cli.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Reason;

/**
 * A row of a table of errors.
 *
 * @param example an example in the notation of {@link ErrorExample}, or a description of the
 *     situation that ends with the test that produces it
 */
public record ErrorRow(ErrorCode code, String example, String remedy) {

  /** The placeholder for the suggestion of a similar name, which may be absent. */
  private static final String HINT = "{hint}";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z][a-z_]*}");
  private static final Pattern TEST = Pattern.compile("\\s*\\(tested by `?(\\w+)\\.(\\w+)`?\\)");

  /** A test method. */
  record TestMethod(String className, String method) {}

  /** The test that produces the error; empty if the example is run. */
  Optional<TestMethod> test() {
    Matcher test = TEST.matcher(example);
    return test.find()
        ? Optional.of(new TestMethod(test.group(1), test.group(2)))
        : Optional.empty();
  }

  /** Whether the example is run. The examples of a {@link Reason} describe a situation. */
  public boolean hasExample() {
    return test().isEmpty() && !(code instanceof Reason);
  }

  boolean isCommand() {
    return hasExample() && example.contains("`./rollcall ");
  }

  /** The code's message with {@code …} for each placeholder, and with a suggestion. */
  String message() {
    String template = code.template().replace(HINT, "; did you mean \"…\"?");
    return PLACEHOLDER.matcher(template).replaceAll("…");
  }

  /** The row in Markdown. */
  String markdown() {
    return "| `%s` | `%s` | %s | %s |"
        .formatted(code.name(), escape(message()), shownExample(), escape(remedy));
  }

  private String shownExample() {
    return escape(TEST.matcher(example).replaceAll("").strip());
  }

  private static String escape(String text) {
    return text.replace("|", "\\|");
  }

  /** The row's name in test reports. */
  @Override
  public String toString() {
    return code.name() + " <- " + example;
  }
}
