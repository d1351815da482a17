package org.rollcall.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  private enum TestError implements ErrorCode {
    TOO_LONG("must not be longer than {limit} characters");

    private final String template;

    TestError(String template) {
      this.template = template;
    }

    @Override
    public String template() {
      return template;
    }
  }

  @Test
  void message_shouldBeFilledTemplate() {
    assertThat(TestError.TOO_LONG.message(255)).isEqualTo("must not be longer than 255 characters");
  }

  @Test
  void fault_shouldHaveCodePathAndMessage() {
    Fault expected = new Fault("TOO_LONG", "job_name", "must not be longer than 5 characters");

    assertThat(Fault.of("job_name", TestError.TOO_LONG, 5)).isEqualTo(expected);
  }

  @Test
  void faults_shouldBeCollectedInOrder() {
    Faults faults = new Faults();
    assertThat(faults.isEmpty()).isTrue();

    faults.add("a", TestError.TOO_LONG, 1);
    faults.add("b", TestError.TOO_LONG, 2);

    assertThat(faults.isEmpty()).isFalse();
    assertThat(faults.found()).extracting(Fault::path).isEqualTo(List.of("a", "b"));
  }
}
