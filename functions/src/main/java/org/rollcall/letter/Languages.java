package org.rollcall.letter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;

/** Finds a language among those in which a text exists, and the folders of languages. */
final class Languages {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*");

  private Languages() {}

  /** Whether a text has the form of a language code, such as {@code fr} or {@code zh-Hant}. */
  static boolean isCode(String text) {
    return LANGUAGE.matcher(text).matches();
  }

  /**
   * Finds a language under any of its names: the code itself, or another code of the same written
   * language, such as {@code he} for {@code iw} and {@code zh-hant} for {@code zh-TW}.
   *
   * @param available normalized codes
   */
  static Optional<String> findSame(String code, Collection<String> available) {
    String normalized = LanguageCodes.normalize(code);
    return available.contains(normalized)
        ? Optional.of(normalized)
        : first(
            available,
            other -> LanguageCodes.canonical(other).equals(LanguageCodes.canonical(code)));
  }

  /**
   * Finds a language as {@link #findSame}; or else its base language, such as fr for fr-CA; or
   * else, for a language with one script, its form in another country, such as pt-BR for pt.
   */
  static Optional<String> find(String code, Collection<String> available) {
    List<String> related =
        available.stream()
            .filter(other -> LanguageCodes.base(other).equals(LanguageCodes.base(code)))
            .toList();
    return findSame(code, available)
        .or(() -> first(related, other -> !LanguageCodes.current(other).contains("-")))
        .or(() -> first(related, other -> !LanguageCodes.hasScripts(code)));
  }

  private static Optional<String> first(Collection<String> codes, Predicate<String> condition) {
    return codes.stream()
        .filter(condition)
        .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /**
   * Finds the folders of languages. Adds an error for a folder whose name is not a language code,
   * and for a second folder of the same code.
   *
   * @param parent the parent folder, with a slash at the end
   * @param keys the keys of the objects in the parent folder
   * @return the folders by normalized code, with a slash at the end
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
      if (!isCode(name)) {
        faults.add(folder, LetterError.NOT_A_LANGUAGE_FOLDER);
      } else if (folders.putIfAbsent(LanguageCodes.normalize(name), folder) != null) {
        faults.add(folder, LetterError.DUPLICATE_LANGUAGE_FOLDER);
      }
    }
    return folders;
  }
}
