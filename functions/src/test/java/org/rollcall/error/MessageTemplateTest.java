package org.rollcall.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MessageTemplateTest {

  @Test
  void placeholders_shouldBeReplacedInOrder() {
    assertThat(MessageTemplate.fill("{table} has {count} codes", "codes/T.json", 3))
        .isEqualTo("codes/T.json has 3 codes");
  }

  @Test
  void template_withoutPlaceholders_shouldStayUnchanged() {
    assertThat(MessageTemplate.fill("is missing")).isEqualTo("is missing");
  }

  @Test
  void value_withSpecialCharacters_shouldBeInsertedLiterally() {
    assertThat(MessageTemplate.fill("{text}", "$1 \\ {limit}")).isEqualTo("$1 \\ {limit}");
  }

  @Test
  void braces_withOtherThanLowerCaseName_shouldStayUnchanged() {
    String template = "such as {\"key\": \"value\"}, {}, {Key} or {key";
    assertThat(MessageTemplate.fill(template)).isEqualTo(template);
  }

  @Test
  void wrongNumberOfValues_shouldBeRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> MessageTemplate.fill("{a} and {b}", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> MessageTemplate.fill("{a}", 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> MessageTemplate.fill("nothing", 1));
  }
}
