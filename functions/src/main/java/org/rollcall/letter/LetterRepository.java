package org.rollcall.letter;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.rollcall.letter.template.SizeBudget;
import org.rollcall.letter.template.TemplateFile;

/**
 * The letters in the bucket: {@code letters/TYPE/letter.json} and three templates per language,
 * into which a header and a footer that all types share can be inserted.
 */
public final class LetterRepository {

  public static final String PREFIX = "letters/";
  private static final String SETTINGS = "/letter.json";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final Bucket bucket;

  public LetterRepository(Bucket bucket) {
    this.bucket = bucket;
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

  /**
   * Reads and checks a letter in all its languages for a job, and adds its errors to the faults. An
   * unknown or disabled type is an error.
   *
   * @param defaultSender the sender of letters that name none
   */
  public Optional<LetterSnapshot> readSnapshot(
      String type, Institution institution, Optional<String> defaultSender, Faults faults) {
    List<String> keys = TYPE.matcher(type).matches() ? bucket.list(PREFIX + type + "/") : List.of();
    String settingsKey = PREFIX + type + SETTINGS;
    if (!keys.contains(settingsKey)) {
      faults.add(
          "notify.type",
          LetterError.LETTER_NOT_FOUND,
          settingsKey,
          SimilarNames.hint(type, types()));
      return Optional.empty();
    }
    StoredLetter stored = read(type, institution, defaultSender, faults);
    if (stored.settings().filter(settings -> !settings.enabled()).isPresent()) {
      faults.add(settingsKey + ": enabled", LetterError.LETTER_DISABLED);
    }
    return stored.letter();
  }

  /**
   * Reads and checks one of the {@link #types} in all its languages, and adds its errors to the
   * faults. A disabled type is not an error.
   *
   * @param defaultSender the sender of letters that name none
   */
  public StoredLetter read(
      String type, Institution institution, Optional<String> defaultSender, Faults faults) {
    return read(
        type, institution, defaultSender, new SharedParts(bucket, institution, faults), faults);
  }

  /**
   * Reads and checks one of the {@link #types}, as above.
   *
   * @param shared headers and footers that several letters share, so that each is read once
   */
  public StoredLetter read(
      String type,
      Institution institution,
      Optional<String> defaultSender,
      SharedParts shared,
      Faults faults) {
    String folder = PREFIX + type + "/";
    String settingsKey = PREFIX + type + SETTINGS;
    Optional<LetterSettings> settings =
        readSettings(type, settingsKey, institution, defaultSender, faults);
    List<String> keys = new ArrayList<>(List.of(settingsKey));
    Map<String, Map<String, String>> languages = new TreeMap<>();
    SizeBudget budget = new SizeBudget();
    LetterFiles files = new LetterFiles(bucket, type, shared, budget, faults);
    Languages.folders(folder, bucket.list(folder), faults)
        .forEach(
            (language, languageFolder) -> {
              languages.put(language, files.read(language, languageFolder));
              Arrays.stream(LetterPart.values())
                  .map(part -> languageFolder + part.file())
                  .forEach(keys::add);
            });
    if (budget.isExceeded()) {
      faults.add(PREFIX + type, LetterError.LETTER_TOO_LONG, SizeBudget.MAX_CHARACTERS);
    }
    String defaultLanguage = institution.defaultLanguage();
    if (!languages.containsKey(Languages.normalize(defaultLanguage))) {
      faults.add(PREFIX + type, LetterError.DEFAULT_LANGUAGE_MISSING, defaultLanguage);
    }
    return new StoredLetter(
        type,
        List.copyOf(languages.keySet()),
        keys,
        settings,
        settings.flatMap(found -> snapshot(type, found, institution, languages)));
  }

  private Optional<LetterSettings> readSettings(
      String type,
      String key,
      Institution institution,
      Optional<String> defaultSender,
      Faults faults) {
    Optional<String> sender =
        defaultSender.map(address -> MailAddress.withName(address, institution.name()));
    return TemplateFile.read(bucket, key, faults)
        .flatMap(content -> Fields.ofFile(key, content, faults))
        .map(file -> LetterSettings.read(type, file, sender));
  }

  private static Optional<LetterSnapshot> snapshot(
      String type,
      LetterSettings settings,
      Institution institution,
      Map<String, Map<String, String>> languages) {
    return settings
        .from()
        .map(
            from ->
                new LetterSnapshot(
                    type,
                    from,
                    settings.replyTo(),
                    settings.respectsOptOut(),
                    institution,
                    languages));
  }
}
