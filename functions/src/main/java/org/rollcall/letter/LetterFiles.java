package org.rollcall.letter;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.letter.template.SizeBudget;
import org.rollcall.letter.template.Tag;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/** Reads and checks the files of one letter, and inserts header and footer. See D-056. */
final class LetterFiles {

  private final Bucket bucket;
  private final String type;
  private final SharedParts shared;
  private final SizeBudget budget;
  private final Faults faults;

  /**
   * The files of a letter type.
   *
   * @param budget limits the length of all files of the letter together
   */
  LetterFiles(Bucket bucket, String type, SharedParts shared, SizeBudget budget, Faults faults) {
    this.bucket = bucket;
    this.type = type;
    this.shared = shared;
    this.budget = budget;
    this.faults = faults;
  }

  /**
   * The three files of a language by name, with header and footer inserted. Invalid files are left
   * out.
   *
   * @param folder the language's folder, with its slash
   */
  Map<String, String> read(String language, String folder) {
    Map<String, String> files = new HashMap<>();
    for (LetterPart part : LetterPart.values()) {
      String key = folder + part.file();
      readTemplate(part, key)
          .flatMap(template -> insertSharedParts(template, part, key, language))
          .filter(text -> budget.add(text.length()))
          .ifPresent(text -> files.put(part.file(), text));
    }
    return files;
  }

  private Optional<ValidatedTemplate> readTemplate(LetterPart part, String key) {
    Optional<byte[]> content;
    try {
      content = bucket.get(key, TemplateFile.MAX_BYTES);
    } catch (ObjectTooLargeException e) {
      faults.add(key, e.code(), e.maxKibibytes());
      return Optional.empty();
    }
    if (content.isEmpty()) {
      faults.add(key, LetterError.LETTER_FILE_MISSING);
      return Optional.empty();
    }
    Optional<String> text = TemplateFile.decode(content.get(), key, faults);
    if (text.filter(String::isBlank).isPresent()) {
      faults.add(key, LetterError.LETTER_FILE_EMPTY);
    }
    TemplateRules rules = TemplateRules.forLetter(part, LetterVariables.names(type));
    return text.flatMap(source -> ValidatedTemplate.of(source, key, rules, faults));
  }

  private Optional<String> insertSharedParts(
      ValidatedTemplate template, LetterPart part, String key, String language) {
    Map<String, String> texts = new HashMap<>();
    for (Tag tag : template.includes()) {
      String file = part.sharedFile(tag.name());
      shared
          .key(file, language)
          .ifPresentOrElse(
              sharedKey -> shared.text(sharedKey).ifPresent(text -> texts.put(tag.name(), text)),
              () ->
                  faults.add(
                      key + " line " + tag.line(),
                      LetterError.SHARED_PART_MISSING,
                      tag.name(),
                      SharedParts.FOLDER + language + "/" + file));
    }
    Optional<String> text = template.withIncludes(texts);
    if (text.isEmpty()) {
      faults.add(key, LetterError.LETTER_FILE_TOO_LONG, LetterTemplate.MAX_LENGTH);
    }
    return text;
  }
}
