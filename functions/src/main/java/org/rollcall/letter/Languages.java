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

/** Language codes of letters, such as {@code fr-ca}. */
final class Languages {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*");

  private Languages() {}

  /** A code such as {@code pt_BR} in the form that is compared: {@code pt-br}. */
  static String key(String language) {
    return language.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A language without its country or script, such as {@code fr} for {@code fr-CA}. */
  static String base(String language) {
    String key = key(language);
    return key.contains("-") ? key.substring(0, key.indexOf('-')) : key;
  }

  /** The languages to try, in this order: a language, its base, the institution's default. */
  static List<String> fallbacks(String language, Institution institution) {
    return List.copyOf(
        new LinkedHashSet<>(
            List.of(key(language), base(language), key(institution.defaultLanguage()))));
  }

  /**
   * Finds the folders of languages. A folder that is not named for a language, or for the same one
   * as another, is an error.
   *
   * @param parent the parent folder, with its slash
   * @param keys the objects in it
   * @return each language's folder, with its slash
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
      } else if (folders.putIfAbsent(key(name), folder) != null) {
        faults.add(folder, LetterError.DUPLICATE_LANGUAGE_FOLDER);
      }
    }
    return folders;
  }
}
