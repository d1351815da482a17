package org.rollcall.letter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/** Reads and checks the files of one letter, and inserts header and footer. See D-056. */
final class LetterFiles {

  /**
   * The maximum number of characters in all languages: 16 texts of the maximum length, or hundreds
   * of usual ones. They are in memory at the same time, and a job stores them in one object.
   */
  static final int MAX_CHARACTERS = 16 * LetterTemplate.MAX_LENGTH;

  private final Bucket bucket;
  private final String type;
  private final List<String> keys;
  private final SharedParts shared;
  private final Faults faults;
  private long charactersLeft = MAX_CHARACTERS;

  /**
   * The files of a letter type.
   *
   * @param keys the existing objects
   */
  LetterFiles(Bucket bucket, String type, List<String> keys, SharedParts shared, Faults faults) {
    this.bucket = bucket;
    this.type = type;
    this.keys = keys;
    this.shared = shared;
    this.faults = faults;
  }

  /**
   * The three files of a language by name, with header and footer inserted. Invalid files, and
   * files beyond {@link #MAX_CHARACTERS}, are left out.
   *
   * @param folder the language's folder, with its slash
   */
  Map<String, String> read(String language, String folder) {
    Map<String, String> files = new HashMap<>();
    for (LetterPart part : LetterPart.values()) {
      String key = folder + part.file();
      Optional<String> text =
          readTemplate(part, key)
              .flatMap(template -> insertSharedParts(template, part, key, language));
      if (text.isPresent()) {
        charactersLeft -= text.get().length();
        if (!isTooLong()) {
          files.put(part.file(), text.get());
        }
      }
    }
    return files;
  }

  /** Whether the files read so far have more than {@link #MAX_CHARACTERS}. */
  boolean isTooLong() {
    return charactersLeft < 0;
  }

  private Optional<ValidatedTemplate> readTemplate(LetterPart part, String key) {
    if (!keys.contains(key)) {
      faults.add(key, LetterError.LETTER_FILE_MISSING);
      return Optional.empty();
    }
    Optional<String> text = TemplateFile.readText(bucket, key, faults);
    if (text.filter(String::isBlank).isPresent()) {
      faults.add(key, LetterError.LETTER_FILE_EMPTY);
    }
    TemplateRules rules = TemplateRules.forLetter(part, LetterVariables.names(type));
    return text.flatMap(source -> ValidatedTemplate.of(source, key, rules, faults));
  }

  private Optional<String> insertSharedParts(
      ValidatedTemplate template, LetterPart part, String key, String language) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, Integer> include : template.includes().entrySet()) {
      String name = include.getKey();
      String file = part.sharedFile(name);
      Optional<String> sharedKey = shared.key(file, language);
      if (sharedKey.isEmpty()) {
        String missing = SharedParts.FOLDER + language + "/" + file;
        String tag = key + " line " + include.getValue();
        faults.add(tag, LetterError.SHARED_PART_MISSING, name, missing);
      }
      sharedKey.flatMap(shared::text).ifPresent(text -> texts.put(name, text));
    }
    Optional<String> text = template.withIncludes(texts);
    if (text.isEmpty()) {
      faults.add(key, LetterError.LETTER_FILE_TOO_LONG, LetterTemplate.MAX_LENGTH);
    }
    return text;
  }
}
