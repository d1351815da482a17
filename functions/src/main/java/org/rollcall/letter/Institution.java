package org.rollcall.letter;

import java.time.ZoneId;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;

/**
 * The library, as described in the object {@code institution.json}.
 *
 * @param code the scope of institution-wide roles
 * @param defaultLanguage the language of letters to users without a language of the letter, such as
 *     {@code en}. See D-083.
 * @param timeZone determines which day it is. See D-031.
 */
public record Institution(
    String code,
    String name,
    String address,
    String phone,
    String url,
    String defaultLanguage,
    ZoneId timeZone) {

  private static final String KEY = "institution.json";
  private static final int MAX_TEXT_LENGTH = 500;
  private static final int MAX_LANGUAGE_LENGTH = 20;
  private static final int MAX_TIME_ZONE_LENGTH = 50;
  private static final ZoneId DEFAULT_TIME_ZONE = ZoneId.of("UTC");
  private static final int MAX_BYTES = 64 * 1024;

  /** Reads the file and adds its errors to the faults. */
  public static Optional<Institution> read(Bucket bucket, Faults faults) {
    Optional<byte[]> content;
    try {
      content = bucket.get(KEY, MAX_BYTES);
    } catch (ObjectTooLargeException e) {
      return faults.add(KEY, e.code(), e.maxKibibytes());
    }
    if (content.isEmpty()) {
      return faults.add(KEY, LetterError.INSTITUTION_MISSING);
    }
    return Fields.ofFile(KEY, content.get(), faults).flatMap(Institution::read);
  }

  private static Optional<Institution> read(Fields file) {
    Optional<String> code = file.required("code", key -> file.line(key, MAX_TEXT_LENGTH));
    Optional<String> name = file.required("name", key -> file.line(key, MAX_TEXT_LENGTH));
    Optional<String> language =
        file.required("default_language", key -> file.line(key, MAX_LANGUAGE_LENGTH));
    String address = file.text("address").orElse("");
    String phone = file.line("phone", MAX_TEXT_LENGTH).orElse("");
    String url = file.line("url", MAX_TEXT_LENGTH).orElse("");
    Optional<ZoneId> timeZone =
        file.has("time_zone") ? timeZone(file) : Optional.of(DEFAULT_TIME_ZONE);
    file.rejectUnknownKeys();
    return code.isPresent() && name.isPresent() && language.isPresent() && timeZone.isPresent()
        ? Optional.of(
            new Institution(
                code.get(), name.get(), address, phone, url, language.get(), timeZone.get()))
        : Optional.empty();
  }

  private static Optional<ZoneId> timeZone(Fields file) {
    return file.line("time_zone", MAX_TIME_ZONE_LENGTH)
        .flatMap(
            name ->
                TimeZones.parse(name)
                    .or(
                        () ->
                            file.fault(
                                "time_zone",
                                LetterError.UNKNOWN_TIME_ZONE,
                                TimeZones.suggestions(name))));
  }
}
