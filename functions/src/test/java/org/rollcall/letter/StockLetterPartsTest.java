package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollcall.Given;
import org.rollcall.StockLetters;
import org.rollcall.error.Faults;
import org.rollcall.set.FakeS3;
import org.rollcall.user.CredentialKind;

/**
 * The text part of each stock letter says what the HTML part says: the same words, numbers and
 * links, whatever values are missing.
 */
class StockLetterPartsTest {

  private static final FakeS3 S3 = new FakeS3();
  private static final Map<String, Letter> LETTERS = new TreeMap<>();

  /** Keys of {@code institution.json} and fields of users that may be missing. */
  private static final List<String> OPTIONAL =
      List.of("address", "phone", "url", "sign_in_url", "contact", "logo_url", "color");

  private static final List<String> OPTIONAL_FIELDS =
      List.of("first_name", "last_name", "pref_first_name", "user_group", "expiry_date");

  private static final String NAME = "Rillcombe Library";

  private static final String INSTITUTION =
      """
      {code: 'C', name: 'Rillcombe Library', default_language: 'en', address: '1 Quadrangle Road',
       phone: '+1 206 555 0100', url: 'https://library.example.edu',
       sign_in_url: 'https://library.example.edu/account?a=b&c=d', contact: 'help@example.edu',
       logo_url: 'https://library.example.edu/logo.png', color: '#112233'}
      """;

  private static final String USER =
      """
      {primary_id: 'o.malley-0042', first_name: 'Sam', last_name: "O'Malley & <Sons>",
       pref_first_name: 'Samira', user_group: {value: 'ALUMNI', desc: 'Alumni'},
       expiry_date: '2027-06-30Z'}
      """;

  private static final Pattern HIDDEN =
      Pattern.compile(
          "<!--.*?-->|<head>.*?</head>|<div style=\"display:none.*?</div>", Pattern.DOTALL);

  /** Its address is below it, and in the text. */
  private static final Pattern BUTTON =
      Pattern.compile("<a [^>]*display:inline-block[^>]*>.*?</a>", Pattern.DOTALL);

  /** In HTML, the first step names the button; in the text, the address. */
  private static final Pattern FIRST_STEP_IN_HTML =
      Pattern.compile("<li\\b[^>]*>.*?</li>", Pattern.DOTALL);

  private static final Pattern FIRST_STEP_IN_TEXT =
      Pattern.compile("^1[.] .*?(?=^2[.] )", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern STEP = Pattern.compile("<li\\b");
  private static final Pattern INLINE = Pattern.compile("</?(?:a|bdi|code|span|strong)\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("https?://\\S+|[\\w.+-]+@[\\w.-]+\\w");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+");

  static {
    try (Stream<Path> files = Files.walk(StockLetters.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        S3.with("letters/" + StockLetters.FOLDER.relativize(file), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(StockLetters.types());
  }

  @Provide
  Arbitrary<String> languages() {
    return Arbitraries.of(StockLetters.languages());
  }

  @Provide
  Arbitrary<Set<String>> missing() {
    return Arbitraries.of(Stream.concat(OPTIONAL.stream(), OPTIONAL_FIELDS.stream()).toList())
        .set();
  }

  @Property
  void textAndHtml_shouldSayTheSame(
      @ForAll("types") String type,
      @ForAll("languages") String language,
      @ForAll("missing") Set<String> missing,
      @ForAll CredentialKind credential) {
    Assume.that(credential == CredentialKind.PASSWORD || !missing.contains("sign_in_url"));
    RenderedLetter letter = render(type, language, missing, credential);

    assertThat(links(letter.text())).isEqualTo(linksOfHtml(letter.html()));
    List<String> text = words(FIRST_STEP_IN_TEXT.matcher(letter.text()).replaceFirst(""));
    List<String> html = words(shown(letter.html()));
    assertThat(without(html, text)).as("only in the HTML part").isEmpty();
    assertThat(without(text, html)).as("only in the text part").isEmpty();
  }

  /** The words of a list without those of another one, each as often as it is there. */
  private static List<String> without(List<String> words, List<String> others) {
    List<String> rest = new ArrayList<>(words);
    others.forEach(rest::remove);
    return rest;
  }

  private static RenderedLetter render(
      String type, String language, Set<String> missing, CredentialKind credential) {
    ObjectNode institution = ((ObjectNode) Given.json(INSTITUTION)).without(missing);
    Letter letter =
        LETTERS.computeIfAbsent(
            type + institution,
            key -> {
              Faults faults = new Faults();
              Institution library = Given.institution(institution.toString());
              LetterSnapshot snapshot =
                  new LetterRepository(
                          S3.bucket(), library, Optional.of("library@example.edu"), faults)
                      .readSnapshot(type)
                      .orElseThrow(() -> new AssertionError(messages(faults)));
              return new Letter(snapshot);
            });
    LetterContext context =
        new LetterContext(
            Given.user(((ObjectNode) Given.json(USER)).without(missing).toString()),
            "Leavers",
            LocalDate.of(2026, 11, 22),
            Optional.of(
                new LetterContext.Credentials(
                    credential, "abcdefgh23", Instant.parse("2026-12-22T10:00:00Z"))));
    return letter.render(context, language);
  }

  /** The text that a mail program shows of the HTML part, with the numbers of the steps. */
  private static String shown(String html) {
    String visible = BUTTON.matcher(HIDDEN.matcher(html).replaceAll("")).replaceAll("");
    visible = FIRST_STEP_IN_HTML.matcher(visible).replaceFirst("<li></li>");
    int[] step = {0};
    visible =
        STEP.matcher(visible)
            .replaceAll((MatchResult item) -> (step[0]++ == 0 ? "" : step[0] + " ") + item.group());
    return unescaped(TAG.matcher(INLINE.matcher(visible).replaceAll("")).replaceAll(" "));
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&");
  }

  private static Set<String> links(String text) {
    Set<String> links = new TreeSet<>();
    LINK.matcher(text).results().forEach(link -> links.add(link.group()));
    return links;
  }

  private static Set<String> linksOfHtml(String html) {
    Set<String> links = new TreeSet<>();
    HREF.matcher(html)
        .results()
        .forEach(link -> links.add(unescaped(link.group(1)).replaceFirst("^mailto:", "")));
    return links;
  }

  /**
   * The words and numbers, sorted, without links, and without the library's name, which the HTML
   * part has once more. Headings of texts are in capitals.
   */
  private static List<String> words(String text) {
    assertThat(text).contains(NAME);
    String words = LINK.matcher(text.replace(NAME, " ")).replaceAll(" ").toLowerCase(Locale.ROOT);
    return WORD.matcher(words).results().map(MatchResult::group).sorted().toList();
  }
}
