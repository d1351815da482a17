package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.json.Json;

/**
 * Every key that Rollcall reads is explained in the reference documents, in the text and in a JSON
 * example.
 */
class KeysDocumentTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  /** A key is read by one of the methods of {@code Fields}, or by one that is given them. */
  private static final Pattern KEY =
      Pattern.compile(
          "(?:\\b(?:text|line|lines|texts|flag|date|period|oneOf|object|objects|codes|count|percent"
              + "|required)\\(\\s*|\\b(?:code|read|host|edits|parts)\\(\\s*\\w+,\\s*"
              + "|\\bstatic final String KEY = )\"([a-z_]+)\"");

  private static final Pattern JSON =
      Pattern.compile("^```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @ParameterizedTest
  @CsvSource({
    "job-input.md, change JobInput JobLimits LetterRequest, 40",
    "sets.md, SetJson SetSource JobSet, 11",
    "letters.md, LetterSettings Institution, 11"
  })
  void keys_shouldAllBeExplainedAndShown(String document, String readers, int atLeast)
      throws IOException {
    String page = Files.readString(HOME.resolve("docs").resolve(document));
    Set<String> keys = keys(List.of(readers.split(" ", -1)));
    Set<String> shown = new TreeSet<>();
    for (String block : JSON.matcher(page).results().map(MatchResult::group).toList()) {
      addKeys(Json.MAPPER.readTree(block.replaceAll("(?m)^```.*$", "")), shown);
    }

    assertThat(keys)
        .hasSizeGreaterThanOrEqualTo(atLeast)
        .filteredOn(key -> !shown.contains(key))
        .isEmpty();
    assertThat(keys).filteredOn(key -> !page.matches("(?s).*`\"?" + key + "\\b.*")).isEmpty();
  }

  private static Set<String> keys(List<String> readers) throws IOException {
    Set<String> keys = new TreeSet<>();
    sources().stream()
        .filter(source -> readers.stream().anyMatch(reader -> isOf(source, reader)))
        .flatMap(source -> KEY.matcher(source).results())
        .forEach(key -> keys.add(key.group(1)));
    return keys;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(HOME.resolve("functions/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    return sources;
  }

  /** Whether a source is in a package, or defines a type. */
  private static boolean isOf(String source, String reader) {
    return source.contains("package org.rollcall." + reader + ";")
        || Pattern.compile("\\b(class|record|interface) " + reader + "\\b").matcher(source).find();
  }

  private static void addKeys(JsonNode node, Set<String> keys) {
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(value -> addKeys(value, keys));
  }
}
