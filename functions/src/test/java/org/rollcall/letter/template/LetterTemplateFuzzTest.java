package org.rollcall.letter.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.letter.LetterVariables;

/** Random templates: each has errors, or can be rendered. */
class LetterTemplateFuzzTest {

  private static final int TEMPLATES = 20_000;

  private static final List<LetterPart> LETTER_PARTS =
      List.of(LetterPart.SUBJECT, LetterPart.HTML, LetterPart.TEXT);

  private static final List<String> PIECES =
      List.of(
          "{{user.first_name}}",
          "{{ user.last_name }}",
          "{{{job.name}}}",
          "{{&job.name}}",
          "{{#user.first_name}}",
          "{{/user.first_name}}",
          "{{#user.expiry_date}}",
          "{{^user.expiry_date}}",
          "{{/user.expiry_date}}",
          "{{! a remark }}",
          "{{!\n}}",
          "{{>header}}",
          "{{> footer}}\n",
          "{{>x}}",
          "{{=<% %>=}}",
          "{{<header}}{{$user.first_name}}",
          "{{}}",
          "{{#}}",
          "{{user.first_name\n}}",
          "{{user.\nfirst_name}}",
          "{{",
          "}}",
          "{",
          "}",
          "{{{",
          "}}}",
          "\n",
          "\r\n",
          "  ",
          "\t",
          "Dear ",
          "<p>",
          "é\uD83D\uDE00",
          "\u2028",
          ".",
          "this",
          "-index",
          "<%user.first_name%>");

  private static final Map<String, String> SHARED_PARTS =
      Map.of("header", "{{institution.name}}\n", "footer", "{{user.first_name}}");

  private static final Map<String, String> VALUES =
      Map.of(
          "user.first_name", "<i>&\r\n{{user.x}}</i>",
          "user.last_name", "",
          "user.expiry_date", "",
          "job.name", "Leavers",
          "institution.name", "City Library");

  @Test
  void randomTemplate_shouldHaveErrorsOrBeRendered() {
    Random random = new Random(20_261_122);
    int letters = 0;
    for (int i = 0; i < TEMPLATES; i++) {
      String source = i % 2 == 0 ? pieces(random) : mutated(random);
      LetterPart part = LETTER_PARTS.get(i % LETTER_PARTS.size());
      Faults faults = new Faults();
      Optional<ValidatedTemplate> template =
          ValidatedTemplate.of(
              source, "f", TemplateRules.forLetter(part, LetterVariables.names("T")), faults);
      assertThat(template.isEmpty()).as(source).isEqualTo(!faults.isEmpty());
      assertThat(faults.found()).as(source).allSatisfy(fault -> assertHasValidLine(fault, source));
      assertThat(faults.found())
          .as(source)
          .noneMatch(fault -> fault.code().equals(TemplateError.INVALID_TEMPLATE.name()));
      if (template.isPresent()) {
        letters++;
        assertIsRendered(template.get(), part);
      }
    }
    assertThat(letters).isGreaterThan(TEMPLATES / 20);
  }

  private static void assertHasValidLine(Fault fault, String source) {
    assertThat(fault.path()).matches("f line \\d+");
    assertThat(Long.parseLong(fault.path().substring("f line ".length())))
        .isBetween(1L, source.chars().filter(c -> c == '\n').count() + 1);
  }

  private static void assertIsRendered(ValidatedTemplate template, LetterPart part) {
    String source = template.source();
    String complete = template.withIncludes(SHARED_PARTS).orElseThrow();
    String letter = LetterTemplate.compile(complete, part.isHtml()).render(VALUES);
    if (part.isHtml()) {
      assertThat(letter).as(source).doesNotContain("<i>");
    }
    TemplateNames names = TemplateNames.of(complete);
    assertThat(names.sharedParts()).as(source).isEmpty();
    assertThat(LetterVariables.names("T")).as(source).containsAll(names.variables());
  }

  /** Random pieces in random order. */
  private static String pieces(Random random) {
    StringBuilder source = new StringBuilder();
    IntStream.range(0, random.nextInt(12))
        .forEach(i -> source.append(PIECES.get(random.nextInt(PIECES.size()))));
    return source.toString();
  }

  /** A valid template in which pieces were removed, repeated or inserted. */
  private static String mutated(Random random) {
    StringBuilder source =
        new StringBuilder(
            """
            {{>header}}
            Dear {{#user.first_name}}{{user.first_name}}{{/user.first_name}}
            {{^user.expiry_date}}
            for good
            {{/user.expiry_date}}
            {{>footer}}
            """);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int start = random.nextInt(source.length());
      int end = Math.min(source.length(), start + random.nextInt(6));
      switch (random.nextInt(3)) {
        case 0 -> source.delete(start, end);
        case 1 -> source.insert(end, source.substring(start, end));
        default -> source.insert(start, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return source.toString();
  }
}
