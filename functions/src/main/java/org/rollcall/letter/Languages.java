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

/** The languages that letters are written in, by their tags, such as {@code fr-ca}. */
final class Languages {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*");

  private Languages() {}

  /** A language however people write it, such as {@code pt_BR}, in the one way that is compared. */
  static String key(String language) {
    return language.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A language without its country or script, such as {@code fr} for {@code fr-CA}. */
  static String base(String language) {
    String key = key(language);
    return key.contains("-") ? key.substring(0, key.indexOf('-')) : key;
  }

  /** Where to look, in this order: a language, its base, the institution's default. */
  static List<String> fallbacks(String language, Institution institution) {
    return List.copyOf(
        new LinkedHashSet<>(
            List.of(key(language), base(language), key(institution.defaultLanguage()))));
  }

  /**
   * The folders of languages.
   *
   * @param parent the folder they are in, with its slash
   * @param keys objects in it
   * @param faults where a folder is noted that is named for no language, or for one that has a
   *     folder already
   * @return for each language its folder, with its slash
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
        faults.add(folder, "is not named for a language, such as en or fr-CA");
      } else if (folders.putIfAbsent(key(name), folder) != null) {
        faults.add(folder, "is for the same language as another folder");
      }
    }
    return folders;
  }
}
