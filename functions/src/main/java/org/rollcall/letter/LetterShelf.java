package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.json.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObject;
import org.rollcall.json.Nearest;

/**
 * The letters in the bucket: {@code letters/TYPE/letter.json} and, per language, three templates.
 */
public final class LetterShelf {

  private static final String PREFIX = "letters/";
  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*");

  /** The largest template, in bytes: a letter's body should be far below. */
  private static final int LARGEST = 256 * 1024;

  private final Bucket bucket;

  public LetterShelf(Bucket bucket) {
    this.bucket = requireNonNull(bucket, "bucket is null");
  }

  /**
   * Reads and checks a letter in all its languages, noting every fault.
   *
   * @param sender who letters come from that do not say
   */
  public Optional<PinnedLetter> read(
      String type, Institution institution, Optional<String> sender, Faults faults) {
    List<String> keys = TYPE.matcher(type).matches() ? bucket.list(PREFIX + type + "/") : List.of();
    String settingsKey = PREFIX + type + "/letter.json";
    if (!keys.contains(settingsKey)) {
      faults.add(
          "notify.type",
          "names no letter: there is no " + settingsKey + "." + Nearest.hint(type, types()));
      return Optional.empty();
    }
    byte[] file = bucket.get(settingsKey).orElse(new byte[0]);
    Optional<Settings> settings =
        JsonObject.read(settingsKey, file, faults).flatMap(fields -> Settings.read(fields, sender));
    Map<String, Map<String, String>> languages = languages(type, keys, faults);
    if (!languages.containsKey(PinnedLetter.key(institution.defaultLanguage()))) {
      faults.add(
          PREFIX + type,
          "has no letter in "
              + institution.defaultLanguage()
              + ", the institution's default language");
    }
    return settings.map(
        found -> new PinnedLetter(type, found.from, found.replyTo, institution, languages));
  }

  /** What {@code letter.json} says. */
  private record Settings(String from, Optional<String> replyTo) {

    static Optional<Settings> read(Fields file, Optional<String> sender) {
      if (!file.flag("enabled").orElse(true)) {
        file.fault("enabled", "is false: this type of letter is switched off");
      }
      file.text("description");
      Optional<String> from = MailAddress.read(file, "from").or(() -> sender);
      Optional<String> replyTo = MailAddress.read(file, "reply_to");
      file.refuseOthers();
      if (from.isEmpty() && !file.has("from")) {
        file.fault("from", "is missing, and the stack has no sender of its own");
      }
      return from.map(address -> new Settings(address, replyTo));
    }
  }

  private Set<String> types() {
    Set<String> types = new TreeSet<>();
    for (String key : bucket.list(PREFIX)) {
      if (key.endsWith("/letter.json")) {
        types.add(key.substring(PREFIX.length(), key.length() - "/letter.json".length()));
      }
    }
    return types;
  }

  private Map<String, Map<String, String>> languages(
      String type, List<String> keys, Faults faults) {
    Map<String, Map<String, String>> languages = new HashMap<>();
    int start = (PREFIX + type + "/").length();
    Set<String> folders = new TreeSet<>();
    for (String key : keys) {
      int end = key.indexOf('/', start);
      if (end > 0) {
        folders.add(key.substring(start, end));
      }
    }
    for (String language : folders) {
      String folder = PREFIX + type + "/" + language + "/";
      if (!LANGUAGE.matcher(language).matches()) {
        faults.add(folder, "is not named for a language, such as en or fr-CA");
      } else if (languages.put(PinnedLetter.key(language), parts(type, folder, faults)) != null) {
        faults.add(folder, "is for the same language as another folder");
      }
    }
    return languages;
  }

  private Map<String, String> parts(String type, String folder, Faults faults) {
    Map<String, String> parts = new HashMap<>();
    for (Part part : Part.values()) {
      String key = folder + part.file();
      Optional<byte[]> content = bucket.get(key);
      if (content.isEmpty()) {
        faults.add(key, "is missing: a letter has subject.txt, body.html and body.txt");
      } else if (content.get().length > LARGEST) {
        faults.add(key, "is larger than " + LARGEST / 1024 + " KiB");
      } else {
        text(key, content.get(), faults)
            .filter(
                text -> {
                  if (text.isBlank()) {
                    faults.add(key, "is empty");
                  }
                  return LetterTemplate.of(part, text, key, LetterVariables.names(type), faults)
                      .isPresent();
                })
            .ifPresent(text -> parts.put(part.file(), text));
      }
    }
    return parts;
  }

  private static Optional<String> text(String key, byte[] content, Faults faults) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      faults.add(key, "is not UTF-8 text");
      return Optional.empty();
    }
  }
}
