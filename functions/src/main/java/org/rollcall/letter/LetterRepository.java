package org.rollcall.letter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/**
 * The letters in the bucket: {@code letters/TYPE/letter.json} and three templates per language,
 * into which a header and a footer that all types share can be inserted.
 */
public final class LetterRepository {

  public static final String PREFIX = "letters/";
  private static final String SETTINGS = "/letter.json";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  /**
   * The maximum number of characters in all languages: 16 texts of the maximum length, or hundreds
   * of usual ones. They are in memory at the same time, and a job stores them in one object.
   */
  private static final int MAX_CHARACTERS = 16 * LetterTemplate.MAX_LENGTH;

  private final Bucket bucket;
  private final Institution institution;
  private final Optional<String> defaultSender;
  private final SharedParts shared;
  private final Faults faults;

  /**
   * The letters of an institution.
   *
   * @param defaultSender the sender of letters that name none
   * @param faults collects the errors of all letters that are read, and of the headers and footers
   *     that they include. Each of these is read once
   */
  public LetterRepository(
      Bucket bucket, Institution institution, Optional<String> defaultSender, Faults faults) {
    this.bucket = bucket;
    this.institution = institution;
    this.defaultSender = defaultSender;
    this.shared = new SharedParts(bucket, institution, faults);
    this.faults = faults;
  }

  /** The existing letter types, sorted. */
  public List<String> types() {
    return bucket.list(PREFIX).stream()
        .filter(key -> key.endsWith(SETTINGS))
        .map(key -> key.substring(PREFIX.length(), key.length() - SETTINGS.length()))
        .filter(type -> TYPE.matcher(type).matches())
        .sorted()
        .toList();
  }

  /** Reads and checks all headers and footers, even unused ones, and returns their keys. */
  public Collection<String> readSharedParts() {
    return shared.readAll();
  }

  /**
   * Reads and checks a letter in all its languages for a job. An unknown or disabled type is an
   * error.
   */
  public Optional<LetterSnapshot> readSnapshot(String type) {
    List<String> keys = TYPE.matcher(type).matches() ? bucket.list(PREFIX + type + "/") : List.of();
    String settingsKey = PREFIX + type + SETTINGS;
    if (!keys.contains(settingsKey)) {
      String hint = SimilarNames.hintOrNames(type, types());
      return faults.add("notify.type", LetterError.LETTER_NOT_FOUND, settingsKey, hint);
    }
    StoredLetter stored = read(type);
    if (stored.settings().filter(settings -> !settings.enabled()).isPresent()) {
      faults.add(settingsKey + ": enabled", LetterError.LETTER_DISABLED);
    }
    return stored.letter();
  }

  /**
   * A job's letter with the sender, the reply address and the priority that its {@code letter.json}
   * has now, or unchanged if that file does not exist. Texts stay as they are. See D-014.
   *
   * @return empty, after an error, if the file is invalid
   */
  public Optional<LetterSnapshot> withCurrentSender(LetterSnapshot letter) {
    String key = PREFIX + letter.type() + SETTINGS;
    return bucket.list(key).contains(key)
        ? settings(letter.type())
            .flatMap(
                settings ->
                    settings
                        .from()
                        .map(from -> letter.with(from, settings.replyTo(), settings.priority())))
        : Optional.of(letter);
  }

  private Optional<LetterSettings> settings(String type) {
    String key = PREFIX + type + SETTINGS;
    return TemplateFile.read(bucket, key, faults)
        .flatMap(content -> Fields.ofFile(key, content, faults))
        .map(file -> LetterSettings.read(type, file, defaultSender));
  }

  /**
   * Reads and checks one of the {@link #types} in all its languages. A disabled type is not an
   * error.
   */
  public StoredLetter read(String type) {
    String folder = PREFIX + type + "/";
    String settingsKey = PREFIX + type + SETTINGS;
    Optional<LetterSettings> settings = settings(type);
    List<String> keys = new ArrayList<>(List.of(settingsKey));
    Map<String, Map<String, String>> languages = new TreeMap<>();
    List<String> existing = bucket.list(folder);
    LetterFiles files = new LetterFiles(type, existing);
    Languages.folders(folder, existing, faults)
        .forEach(
            (language, languageFolder) -> {
              languages.put(language, files.read(language, languageFolder));
              for (LetterPart part : LetterPart.values()) {
                keys.add(languageFolder + part.file());
              }
            });
    if (files.isTooLong()) {
      faults.add(PREFIX + type, LetterError.LETTER_TOO_LONG, MAX_CHARACTERS);
    }
    String defaultLanguage = institution.defaultLanguage();
    if (Languages.find(defaultLanguage, languages.keySet()).isEmpty()) {
      faults.add(PREFIX + type, LetterError.DEFAULT_LANGUAGE_MISSING, defaultLanguage);
    }
    return new StoredLetter(
        type,
        List.copyOf(languages.keySet()),
        keys,
        settings,
        settings.flatMap(found -> found.snapshot(type, institution, languages)));
  }

  /** Reads and checks the files of one letter, and inserts header and footer. See D-056. */
  private final class LetterFiles {

    private final String type;
    private final List<String> keys;
    private long charactersLeft = MAX_CHARACTERS;

    /**
     * The files of a letter type.
     *
     * @param keys the existing objects
     */
    LetterFiles(String type, List<String> keys) {
      this.type = type;
      this.keys = keys;
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
        return faults.add(key, LetterError.LETTER_FILE_MISSING);
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
}
