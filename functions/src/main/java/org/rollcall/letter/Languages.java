package org.rollcall.letter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;

/** Compares language codes of letters, and finds the folders of languages. */
final class Languages {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*");

  private Languages() {}

  /**
   * Converts a code such as {@code pt_BR} to the form {@code pt-br}, in which codes are compared.
   */
  static String normalize(String language) {
    return language.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A language without its country or script, such as {@code fr} for {@code fr-CA}. */
  static String baseOf(String language) {
    String key = normalize(language);
    return key.contains("-") ? key.substring(0, key.indexOf('-')) : key;
  }

  /** The languages to try, in this order: a language, its base, the institution's default. */
  static List<String> fallbacks(String language, Institution institution) {
    return List.copyOf(
        new LinkedHashSet<>(
            List.of(
                normalize(language), baseOf(language), normalize(institution.defaultLanguage()))));
  }

  /**
   * Finds the folders of languages. Adds an error for a folder whose name is not a language code,
   * and for a second folder of the same language.
   *
   * @param parent the parent folder, with a slash at the end
   * @param keys the keys of the objects in the parent folder
   * @return the folders by language, with a slash at the end
   */
  static Map<String, String> folders(String parent, List<String> keys, Faults faults) {
    Set<String> names = new TreeSet<>();
    for (String key : keys) {
      int end = key.indexOf('/', parent.length());
      if (end > 0) {
        names.add(key.substring(parent.length(), end));
      }
    }
    Map<String, String> folders = new TreeMap<>();
    for (String name : names) {
      String folder = parent + name + "/";
      if (!LANGUAGE.matcher(name).matches()) {
        faults.add(folder, LetterError.NOT_A_LANGUAGE_FOLDER);
      } else if (folders.putIfAbsent(normalize(name), folder) != null) {
        faults.add(folder, LetterError.DUPLICATE_LANGUAGE_FOLDER);
      }
    }
    return folders;
  }
}
