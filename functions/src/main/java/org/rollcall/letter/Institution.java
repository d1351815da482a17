package org.rollcall.letter;

import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObjectReader;

/**
 * The library that the users belong to: the object {@code institution.json}.
 *
 * @param code the scope of institution-wide roles
 * @param defaultLanguage the language of letters to users whose own has none, such as {@code en}
 */
public record Institution(
    String code, String name, String address, String phone, String url, String defaultLanguage) {

  private static final String KEY = "institution.json";
  private static final int LONGEST = 500;
  private static final int LARGEST = 64 * 1024;

  /** Reads the file, noting every fault. */
  public static Optional<Institution> read(Bucket bucket, Faults faults) {
    Optional<byte[]> content;
    try {
      content = bucket.get(KEY, LARGEST);
    } catch (ObjectTooLargeException e) {
      faults.add(KEY, e.problem());
      return Optional.empty();
    }
    if (content.isEmpty()) {
      faults.add(KEY, "is missing from the bucket; the stock file is letters/institution.json");
      return Optional.empty();
    }
    return JsonObjectReader.read(KEY, content.get(), faults).flatMap(Institution::read);
  }

  private static Optional<Institution> read(Fields file) {
    Optional<String> code = file.required("code", key -> file.line(key, LONGEST));
    Optional<String> name = file.required("name", key -> file.line(key, LONGEST));
    Optional<String> language = file.required("default_language", key -> file.line(key, 20));
    String address = file.text("address").orElse("");
    String phone = file.line("phone", LONGEST).orElse("");
    String url = file.line("url", LONGEST).orElse("");
    file.refuseOthers();
    return code.isPresent() && name.isPresent() && language.isPresent()
        ? Optional.of(new Institution(code.get(), name.get(), address, phone, url, language.get()))
        : Optional.empty();
  }
}
