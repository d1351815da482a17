package org.rollcall.letter.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.letter.LetterVariables;

/** Templates that nobody would write: each has faults, or makes a letter. */
class LetterTemplateFuzzTest {

  private static final int TEMPLATES = 20_000;

  private static final List<LetterPart> PARTS_OF_LETTERS =
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

  private static final Map<String, String> PARTS =
      Map.of("header", "{{institution.name}}\n", "footer", "{{user.first_name}}");

  private static final Map<String, Object> VALUES =
      Map.of(
          "user",
              Map.of("first_name", "<i>&\r\n{{user.x}}</i>", "last_name", "", "expiry_date", ""),
          "job", Map.of("name", "Leavers"),
          "institution", Map.of("name", "City Library"));

  @Test
  void template_shouldHaveFaultsOrMakeALetter() {
    Random random = new Random(20_261_122);
    int letters = 0;
    for (int i = 0; i < TEMPLATES; i++) {
      String source = i % 2 == 0 ? pieces(random) : mutated(random);
      LetterPart part = PARTS_OF_LETTERS.get(i % PARTS_OF_LETTERS.size());
      Faults faults = new Faults();
      Optional<ValidatedTemplate> checked =
          ValidatedTemplate.of(
              source, "f", TemplateRules.ofLetter(part, LetterVariables.names("T")), faults);
      assertThat(checked.isEmpty()).as(source).isEqualTo(!faults.isEmpty());
      assertThat(faults.found()).as(source).allSatisfy(fault -> assertIsOfALine(fault, source));
      if (checked.isPresent()) {
        letters++;
        assertIsALetter(checked.get(), part);
      }
    }
    assertThat(letters).isGreaterThan(TEMPLATES / 20);
  }

  private static void assertIsOfALine(Fault fault, String source) {
    assertThat(fault.path()).matches("f line \\d+");
    assertThat(Long.parseLong(fault.path().substring("f line ".length())))
        .isBetween(1L, source.chars().filter(c -> c == '\n').count() + 1);
  }

  private static void assertIsALetter(ValidatedTemplate template, LetterPart part) {
    String source = template.source();
    String filled = template.filled(PARTS).orElseThrow();
    String letter = LetterTemplate.compile(filled, part.isHtml()).render(VALUES);
    if (part.isHtml()) {
      assertThat(letter).as(source).doesNotContain("<i>");
    }
    assertThat(tagsThatTheEngineSees(source)).as(source).isEqualTo(tagsThatWeSee(source));
    assertThat(Tag.in(filled)).as(source).hasSize(Tag.in(source).size());
  }

  private static List<String> tagsThatWeSee(String source) {
    return Tag.in(source).stream()
        .filter(tag -> tag.kind() != Tag.Kind.COMMENT && tag.kind() != Tag.Kind.CLOSE)
        .map(tag -> (tag.kind() == Tag.Kind.UNESCAPED ? Tag.Kind.VALUE : tag.kind()) + tag.name())
        .toList();
  }

  private static List<String> tagsThatTheEngineSees(String source) {
    List<String> tags = new ArrayList<>();
    Mustache.compiler().compile(source).visit(new Visitor(tags));
    return tags;
  }

  private record Visitor(List<String> tags) implements Mustache.Visitor {

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
      tags.add(Tag.Kind.VALUE + name);
    }

    @Override
    public boolean visitInclude(String name) {
      tags.add(Tag.Kind.PART + name);
      return false;
    }

    @Override
    public boolean visitSection(String name) {
      tags.add(Tag.Kind.SECTION + name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      tags.add(Tag.Kind.INVERTED + name);
      return true;
    }
  }

  /** Anything after anything. */
  private static String pieces(Random random) {
    StringBuilder source = new StringBuilder();
    IntStream.range(0, random.nextInt(12))
        .forEach(i -> source.append(PIECES.get(random.nextInt(PIECES.size()))));
    return source.toString();
  }

  /** A sound template in which something was cut out, doubled, or put in. */
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
