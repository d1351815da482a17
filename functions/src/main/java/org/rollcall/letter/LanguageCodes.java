package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Codes of languages that mean the same, by a table from Unicode CLDR: the resource {@code
 * languages.properties}. See D-137.
 */
final class LanguageCodes {

  /** Old codes by today's code, such as {@code he} by {@code iw}. */
  private static final Map<String, String> ALIASES = new HashMap<>();

  /** Languages in several scripts: scripts by language, or by language and region. */
  private static final Map<String, String> SCRIPTS = new HashMap<>();

  /** Languages whose readers understand another one as well. */
  private static final Map<String, String> VARIANTS = new HashMap<>();

  static {
    Properties table = new Properties();
    try (InputStream file = LanguageCodes.class.getResourceAsStream("languages.properties")) {
      table.load(requireNonNull(file, "languages.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fill(ALIASES, table.getProperty("aliases"));
    fill(SCRIPTS, table.getProperty("scripts"));
    fill(VARIANTS, table.getProperty("variants"));
  }

  private LanguageCodes() {}

  private static void fill(Map<String, String> map, String pairs) {
    for (String pair : pairs.split(" ", -1)) {
      int equals = pair.indexOf('=');
      map.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  /** Converts a code such as {@code pt_BR} to the form {@code pt-br}. */
  static String normalize(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code of today: {@code he-il} for {@code iw_IL}, {@code sr-latn} for {@code sh}. */
  static String current(String code) {
    List<String> parts = new ArrayList<>(List.of(normalize(code).split("-", -1)));
    String[] alias = ALIASES.getOrDefault(parts.get(0), parts.get(0)).split("-", -1);
    parts.set(0, alias[0]);
    if (alias.length > 1
        && parts.stream().skip(1).noneMatch(p -> p.length() == alias[1].length())) {
      parts.add(alias[1].length() == 4 || parts.size() == 1 ? 1 : 2, alias[1]);
    }
    return String.join("-", parts);
  }

  /** The language without script and region: {@code zh} for {@code zh-TW}, {@code no} for nb. */
  static String base(String code) {
    String language = current(code).split("-", -1)[0];
    return VARIANTS.getOrDefault(language, language);
  }

  /** Whether a language is written in several scripts. */
  static boolean hasScripts(String code) {
    return SCRIPTS.containsKey(base(code));
  }

  /**
   * The code in a form that is the same for all codes of a written language: {@code zh-hant} for
   * {@code zh-TW} and {@code zh-Hant-HK}, {@code fr-ca} for {@code fra_CA}.
   */
  static String canonical(String code) {
    List<String> parts = List.of(current(code).split("-", -1));
    String language = base(code);
    if (!hasScripts(code)) {
      return parts.size() == 1
          ? language
          : language + "-" + String.join("-", parts.subList(1, parts.size()));
    }
    String script = SCRIPTS.get(language);
    for (String part : parts.subList(1, parts.size())) {
      if (part.length() == 4) {
        return language + "-" + part;
      }
      script = SCRIPTS.getOrDefault(language + "-" + part, script);
    }
    return language + "-" + script;
  }
}
