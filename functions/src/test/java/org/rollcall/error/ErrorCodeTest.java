package org.rollcall.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  private record Template(String name, String template) implements ErrorCode {}

  private static final ErrorCode TOO_LONG =
      new Template("TOO_LONG", "must not be longer than {limit} characters");

  private static String fill(String template, Object... values) {
    return new Template("ANY", template).message(values);
  }

  @Test
  void placeholders_shouldBeReplacedInOrder() {
    assertThat(fill("{table} has {count} codes", "codes/T.json", 3))
        .isEqualTo("codes/T.json has 3 codes");
  }

  @Test
  void template_withoutPlaceholders_shouldStayUnchanged() {
    assertThat(fill("is missing")).isEqualTo("is missing");
  }

  @Test
  void value_withSpecialCharacters_shouldBeInsertedLiterally() {
    assertThat(fill("{text}", "$1 \\ {limit}")).isEqualTo("$1 \\ {limit}");
  }

  @Test
  void braces_withOtherThanLowerCaseName_shouldStayUnchanged() {
    String template = "such as {\"key\": \"value\"}, {}, {Key} or {key";
    assertThat(fill(template)).isEqualTo(template);
  }

  @Test
  void wrongNumberOfValues_shouldBeRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> fill("{a} and {b}", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> fill("{a}", 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> fill("nothing", 1));
  }

  @Test
  void fault_shouldHaveCodePathAndMessage() {
    Fault expected = new Fault("TOO_LONG", "job_name", "must not be longer than 5 characters");

    assertThat(Fault.of("job_name", TOO_LONG, 5)).isEqualTo(expected);
  }

  @Test
  void faults_shouldBeCollectedInOrder() {
    Faults faults = new Faults();
    assertThat(faults.isEmpty()).isTrue();

    faults.add("a", TOO_LONG, 1);
    faults.add("b", TOO_LONG, 2);

    assertThat(faults.isEmpty()).isFalse();
    assertThat(faults.found()).extracting(Fault::path).isEqualTo(List.of("a", "b"));
  }
}
