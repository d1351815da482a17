package org.rollcall.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;

class InstitutionTest {

  /** The errors of a file with a code, a name and a default language, and other fields. */
  private static List<String> errors(String fields) {
    Faults faults = new Faults();
    String file = "{code: 'C', name: 'N', default_language: 'nb', " + fields + "}";
    Institution.read(Given.jsonText(file).getBytes(UTF_8), faults);
    return faults.found().stream().map(Fault::code).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default_language: 'english'              | NOT_A_LANGUAGE",
        "sign_in_url: 'http://example.edu'        | NOT_AN_HTTPS_URL",
        "sign_in_url: 'https:///account'          | NOT_AN_HTTPS_URL",
        "sign_in_url: 'javascript:alert(1)'       | NOT_AN_HTTPS_URL",
        "logo_url: 'data:image/png;base64,AAAA'   | NOT_AN_HTTPS_URL",
        "logo_url: 'logo.png'                     | NOT_AN_HTTPS_URL",
        "contact: 'the desk'                      | INVALID_CONTACT",
        "contact: 'Desk <desk@example.edu>'       | INVALID_CONTACT",
        "contact: 'mailto:desk@example.edu'       | INVALID_CONTACT",
        "unsubscribe: 'https://example.edu'       | INVALID_MAIL_ADDRESS",
        "unsubscribe: 'mailto:no@example.edu'     | INVALID_MAIL_ADDRESS",
        "color: 'green'                           | INVALID_COLOR",
        "color: '#fff'                            | INVALID_COLOR",
        "color: '#12605a;display:none'            | INVALID_COLOR",
        "phone: {en: '1'}                         | DEFAULT_TEXT_MISSING",
        "phone: {no: '1', norsk: '2'}             | NOT_A_LANGUAGE",
        "phone: {no: '1', en: ' '}                | BLANK_TEXT",
        "phone: 7                                 | NOT_TEXT"
      })
  void invalidValue_shouldBeAnError(String fields, String code) {
    assertThat(errors(fields)).containsExactly(code);
  }

  @Test
  void validValues_shouldBeAccepted() {
    assertThat(
            errors(
                "sign_in_url: 'HTTPS://example.edu/a?b=c', logo_url: 'https://example.edu/l.svg',"
                    + " contact: 'https://example.edu/help', color: '#A0b1C2',"
                    + " address: {no: 'Vei 1\\n0001 By', en: '1 Road'}, phone: {nb: '1'}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "#000000, #ffffff", "#12605a, #ffffff", "#0000ff, #ffffff", "#ff0000, #000000",
    "#ffcc00, #000000", "#767676, #000000", "#757575, #ffffff", "#ffffff, #000000"
  })
  void textOnAColor_shouldBeTheMoreReadableOne(String color, String text) {
    assertThat(Contrast.textOn(color)).isEqualTo(text);
  }
}
