package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.JsonObjectReader;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.letter.template.SizeBudget;
import org.rollcall.letter.template.Tag;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/**
 * The letters in the bucket: {@code letters/TYPE/letter.json} and, per language, three templates,
 * which may take in the header and footer that all types share.
 */
public final class LetterRepository {

  public static final String PREFIX = "letters/";
  private static final String SETTINGS = "/letter.json";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final Bucket bucket;

  public LetterRepository(Bucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /** The types that there are, sorted. */
  public List<String> types() {
    return bucket.list(PREFIX).stream()
        .filter(key -> key.endsWith(SETTINGS))
        .map(key -> key.substring(PREFIX.length(), key.length() - SETTINGS.length()))
        .filter(type -> TYPE.matcher(type).matches())
        .sorted()
        .toList();
  }

  /**
   * Reads and checks a letter in all its languages for a job, noting every fault.
   *
   * @param sender who letters come from that do not say
   */
  public Optional<LetterSnapshot> read(
      String type, Institution institution, Optional<String> sender, Faults faults) {
    List<String> keys = TYPE.matcher(type).matches() ? bucket.list(PREFIX + type + "/") : List.of();
    if (!keys.contains(PREFIX + type + SETTINGS)) {
      faults.add(
          "notify.type",
          "names no letter: there is no "
              + PREFIX
              + type
              + SETTINGS
              + "."
              + SimilarNames.hint(type, types()));
      return Optional.empty();
    }
    StoredLetter found = look(type, institution, sender, faults);
    if (found.settings().filter(settings -> !settings.enabled()).isPresent()) {
      faults.add(
          PREFIX + type + SETTINGS + ": enabled", "is false: this type of letter is switched off");
    }
    return found.letter();
  }

  /**
   * Reads and checks one of the {@link #types} in all its languages, noting every fault; that it is
   * switched off is none.
   *
   * @param sender who letters come from that do not say
   */
  public StoredLetter look(
      String type, Institution institution, Optional<String> sender, Faults faults) {
    return look(type, institution, sender, new SharedParts(bucket, institution, faults), faults);
  }

  public StoredLetter look(
      String type,
      Institution institution,
      Optional<String> sender,
      SharedParts shared,
      Faults faults) {
    String folder = PREFIX + type + "/";
    String settingsKey = PREFIX + type + SETTINGS;
    Optional<LetterSettings> settings =
        TemplateFile.read(bucket, settingsKey, faults)
            .flatMap(content -> JsonObjectReader.read(settingsKey, content, faults))
            .map(
                file ->
                    LetterSettings.read(
                        type, file, sender.map(own -> MailAddress.named(own, institution.name()))));
    List<String> keys = new ArrayList<>(List.of(settingsKey));
    Map<String, Map<String, String>> languages = new TreeMap<>();
    SizeBudget room = new SizeBudget();
    Languages.folders(folder, bucket.list(folder), faults)
        .forEach(
            (language, place) -> {
              languages.put(language, files(type, language, place, shared, room, faults));
              Arrays.stream(LetterPart.values())
                  .map(part -> place + part.file())
                  .forEach(keys::add);
            });
    if (room.isSpent()) {
      faults.add(
          PREFIX + type,
          "has more than "
              + SizeBudget.MOST
              + " characters in all its languages, with header and footer in their places");
    }
    if (!languages.containsKey(Languages.key(institution.defaultLanguage()))) {
      faults.add(
          PREFIX + type,
          "has no letter in "
              + institution.defaultLanguage()
              + ", the institution's default language");
    }
    return new StoredLetter(
        type,
        List.copyOf(languages.keySet()),
        keys,
        settings,
        settings.flatMap(found -> pinned(type, found, institution, languages)));
  }

  private static Optional<LetterSnapshot> pinned(
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

  /** The three files of one language, with the shared parts in their places. */
  private Map<String, String> files(
      String type,
      String language,
      String folder,
      SharedParts shared,
      SizeBudget room,
      Faults faults) {
    Map<String, String> files = new HashMap<>();
    for (LetterPart part : LetterPart.values()) {
      String key = folder + part.file();
      template(part, key, type, faults)
          .flatMap(found -> filled(found, part, key, language, shared, faults))
          .filter(text -> room.hasPlaceFor(text.length()))
          .ifPresent(text -> files.put(part.file(), text));
    }
    return files;
  }

  private static Optional<String> filled(
      ValidatedTemplate template,
      LetterPart part,
      String key,
      String language,
      SharedParts shared,
      Faults faults) {
    Optional<String> text = template.filled(taken(template, part, key, language, shared, faults));
    if (text.isEmpty()) {
      faults.add(
          key,
          "is longer than "
              + LetterTemplate.LONGEST
              + " characters with header and footer in their places");
    }
    return text;
  }

  /** The shared parts that a template takes in. */
  private static Map<String, String> taken(
      ValidatedTemplate template,
      LetterPart part,
      String key,
      String language,
      SharedParts shared,
      Faults faults) {
    Map<String, String> taken = new HashMap<>();
    for (Tag tag : template.parts()) {
      String file = part.shared(tag.name());
      shared
          .key(file, language)
          .ifPresentOrElse(
              place -> shared.text(place).ifPresent(text -> taken.put(tag.name(), text)),
              () ->
                  faults.add(
                      key + " line " + tag.line(),
                      "takes in {{>"
                          + tag.name()
                          + "}}, but there is no "
                          + SharedParts.FOLDER
                          + language
                          + "/"
                          + file
                          + ", nor one in a language to fall back on"));
    }
    return taken;
  }

  private Optional<ValidatedTemplate> template(
      LetterPart part, String key, String type, Faults faults) {
    Optional<byte[]> content;
    try {
      content = bucket.get(key, TemplateFile.LARGEST);
    } catch (ObjectTooLargeException e) {
      faults.add(key, e.problem());
      return Optional.empty();
    }
    if (content.isEmpty()) {
      faults.add(key, "is missing: a letter has subject.txt, body.html and body.txt");
      return Optional.empty();
    }
    Optional<String> text = TemplateFile.text(content.get(), key, faults);
    if (text.filter(String::isBlank).isPresent()) {
      faults.add(key, "is empty");
    }
    return text.flatMap(
        source ->
            ValidatedTemplate.of(
                source, key, TemplateRules.ofLetter(part, LetterVariables.names(type)), faults));
  }
}
