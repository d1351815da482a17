package org.rollcall.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;
import org.rollcall.user.CredentialKind;

/** Checks the statements and examples of docs/letters.md. */
class LettersDocumentTest {

  private static final String DOCUMENT = document();

  private static final Pattern VALUE =
      Pattern.compile("^\\| `([a-z]+\\.[a-z_]+)` \\| (?:`([^`]+)` )?\\|", Pattern.MULTILINE);
  private static final Pattern SETTING = Pattern.compile("^\\| `([a-z_]+)` \\|", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static String document() {
    try {
      return Files.readString(Path.of(System.getProperty("rollcall.home"), "docs/letters.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> blocks(String kind) {
    return BLOCK
        .matcher(DOCUMENT)
        .results()
        .filter(block -> block.group(1).equals(kind))
        .map(block -> block.group(2))
        .toList();
  }

  private static String section(String heading) {
    return DOCUMENT.split("(?m)^## " + Pattern.quote(heading) + "$", 2)[1].split("(?m)^## ", 2)[0];
  }

  /** The values of the user and the job in the document's examples. */
  private static Map<String, String> values() {
    LetterContext context =
        new LetterContext(
            Given.user(
                """
                {primary_id: 's.haddad.0042', first_name: 'Samira', last_name: 'Haddad',
                 pref_first_name: 'Sam', user_group: {value: 'ALUMNI', desc: 'Alumni'},
                 expiry_date: '2027-06-30Z'}
                """),
            "Graduating patrons 2026",
            LocalDate.of(2026, 11, 22),
            Optional.of(
                new LetterContext.Credentials(
                    CredentialKind.PASSWORD, "abcdefgh23", Instant.parse("2026-12-22T10:00:00Z"))));
    Institution institution =
        Institution.read(jsonOf("institution.json").getBytes(UTF_8), new Faults()).orElseThrow();
    LetterSnapshot snapshot =
        new LetterSnapshot(
            "NEWS", "library@example.edu", Optional.empty(), false, institution, Map.of());
    return LetterVariables.values(context, snapshot, "en");
  }

  private static String jsonOf(String file) {
    return BLOCK
        .matcher(section("`" + file + "`"))
        .results()
        .map(block -> block.group(2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tableOfVariables_shouldHaveAllVariablesWithTheirValues() {
    Map<String, String> shown = new TreeMap<>();
    VALUE
        .matcher(DOCUMENT)
        .results()
        .forEach(row -> shown.put(row.group(1), Objects.requireNonNullElse(row.group(2), "")));

    assertThat(shown).isEqualTo(values());
    assertThat(shown).containsOnlyKeys(LetterVariables.names(NotificationTypes.PASSWORD_CHANGE));
  }

  @Test
  void exampleTemplates_shouldBeValidAndGiveTheShownLetter() {
    List<String> letters = new ArrayList<>();
    for (String source : blocks("mustache")) {
      Faults faults = new Faults();
      Optional<ValidatedTemplate> template =
          ValidatedTemplate.of(
              source,
              "doc",
              TemplateRules.forLetter(LetterPart.TEXT, LetterVariables.names("NEWS")),
              faults);
      assertThat(messages(faults)).isEmpty();
      String complete = template.orElseThrow().withIncludes(Map.of()).orElseThrow();
      letters.add(LetterTemplate.compile(complete, false).render(values()));
    }
    assertThat(letters).hasSizeGreaterThan(1);
    assertThat(blocks("text")).containsExactly(letters.get(0));
  }

  @Test
  void settings_shouldAllBeInTheTableAndTheExample() {
    JsonNode example = Json.read(jsonOf("letter.json").getBytes(UTF_8), JsonNode.class);
    Faults faults = new Faults();
    LetterSettings settings =
        LetterSettings.read("NEWS", Fields.of(example, "", faults).orElseThrow(), Optional.empty());

    assertThat(messages(faults)).isEmpty();
    assertThat(settings.respectsOptOut()).isTrue();
    assertThat(example.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            SETTING.matcher(section("`letter.json`")).results().map(row -> row.group(1)).toList());
    assertThat(example).hasSize(LetterSettings.class.getRecordComponents().length);
  }

  @Test
  void credentialsLetter_thatRespectsOptOut_shouldBeRejected() {
    Faults faults = new Faults();
    LetterSettings.read(
        NotificationTypes.PASSWORD_CHANGE,
        Given.fields("{from: 'a@example.edu', respects_opt_out: true}", faults),
        Optional.empty());

    assertThat(messages(faults))
        .containsExactly("respects_opt_out: " + LetterError.OPT_OUT_NOT_POSSIBLE.message());
  }

  @Test
  void settingsWithoutAnySender_shouldBeRejected() {
    Faults faults = new Faults();
    LetterSettings.read("NEWS", Given.fields("{}", faults), Optional.empty());

    assertThat(messages(faults)).containsExactly("from: " + LetterError.SENDER_MISSING.message());
  }

  @Test
  void exampleOfAnOptOut_shouldBeAnOptOut() {
    assertThat(
            blocks("json").stream()
                .filter(block -> block.contains("library_notice"))
                .map(Given::user))
        .singleElement()
        .satisfies(user -> assertThat(OptOut.isOptedOut("ACCOUNT_UPDATED", user)).isTrue())
        .satisfies(user -> assertThat(OptOut.isOptedOut("OTHER", user)).isFalse());
  }
}
