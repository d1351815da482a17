package org.rollcall.letter;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.ObjectTooLargeException;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.InputError;
import org.rollcall.json.SimilarNames;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.EmailAddress;

/**
 * The library, as described in the object {@code institution.json}.
 *
 * @param code the scope of institution-wide roles
 * @param url the library's website; empty if not given
 * @param signInUrl the https address at which users sign in
 * @param contact a mail address or an https address for questions
 * @param logoUrl the https address of an image
 * @param color the colour of the header, such as {@code #12605a}
 * @param defaultLanguage the language of letters to users without a language of the letter, such as
 *     {@code en}. See D-083.
 * @param timeZone determines which day it is. See D-031.
 * @param reportShows what reports show: {@code name} and {@code phone} of people without a letter,
 *     and {@link #CHANGED_VALUES}
 * @param secondPerson which jobs need a second person
 * @param defaultCredential what jobs issue that do not say it; empty for temporary passwords
 */
public record Institution(
    String code,
    LocalizedText name,
    LocalizedText address,
    LocalizedText phone,
    String url,
    Optional<String> signInUrl,
    Optional<String> contact,
    Optional<String> logoUrl,
    Optional<String> color,
    String defaultLanguage,
    ZoneId timeZone,
    List<String> reportShows,
    Optional<SecondPersonRule> secondPerson,
    Optional<CredentialKind> defaultCredential) {

  /** In {@code report_shows}: the values of changed fields, before and after. */
  public static final String CHANGED_VALUES = "changed_values";

  private static final String KEY = "institution.json";
  private static final int MAX_TEXT_LENGTH = 500;
  private static final int MAX_TIME_ZONE_LENGTH = 50;
  private static final ZoneId DEFAULT_TIME_ZONE = ZoneId.of("UTC");
  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final List<String> SHOWABLE = List.of("name", "phone", CHANGED_VALUES);

  public Institution {
    reportShows = List.copyOf(reportShows);
  }

  /** Reads the file in a bucket and adds its errors to the faults. */
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
    return read(content.get(), faults);
  }

  /** Reads the file's content and adds its errors to the faults. */
  public static Optional<Institution> read(byte[] content, Faults faults) {
    return Fields.ofFile(KEY, content, faults).flatMap(Institution::read);
  }

  private static Optional<Institution> read(Fields file) {
    Optional<String> code = file.required("code", key -> file.line(key, MAX_TEXT_LENGTH));
    Optional<String> language = file.required("default_language", key -> language(file, key));
    Optional<LocalizedText> name =
        file.required("name", key -> LocalizedText.read(file, key, language, Institution::line));
    LocalizedText none = LocalizedText.of("");
    LocalizedText address =
        LocalizedText.read(file, "address", language, Fields::text).orElse(none);
    LocalizedText phone =
        LocalizedText.read(file, "phone", language, Institution::line).orElse(none);
    String url = file.line("url", MAX_TEXT_LENGTH).orElse("");
    Optional<String> signInUrl = httpsUrl(file, "sign_in_url");
    Optional<String> contact = contact(file);
    Optional<String> logoUrl = httpsUrl(file, "logo_url");
    Optional<String> color =
        valid(file, "color", COLOR.asMatchPredicate(), LetterError.INVALID_COLOR);
    Optional<ZoneId> timeZone =
        file.has("time_zone") ? timeZone(file) : Optional.of(DEFAULT_TIME_ZONE);
    List<String> reportShows = reportShows(file);
    Optional<SecondPersonRule> secondPerson = file.object("second_person", SecondPersonRule::read);
    Optional<CredentialKind> defaultCredential =
        file.oneOf("default_credential", CredentialKind.class);
    if (defaultCredential.equals(Optional.of(CredentialKind.LINK)) && !file.has("sign_in_url")) {
      file.fault("default_credential", LetterError.DEFAULT_LINK_WITHOUT_SIGN_IN_URL);
    }
    file.rejectUnknownKeys();
    return code.isPresent() && name.isPresent() && language.isPresent() && timeZone.isPresent()
        ? Optional.of(
            new Institution(
                code.get(),
                name.get(),
                address,
                phone,
                url,
                signInUrl,
                contact,
                logoUrl,
                color,
                language.get(),
                timeZone.get(),
                reportShows,
                secondPerson,
                defaultCredential))
        : Optional.empty();
  }

  private static Optional<String> line(Fields fields, String key) {
    return fields.line(key, MAX_TEXT_LENGTH);
  }

  private static Optional<String> language(Fields file, String key) {
    return valid(file, key, Languages::isCode, LetterError.NOT_A_LANGUAGE);
  }

  private static Optional<String> httpsUrl(Fields file, String key) {
    return valid(file, key, Institution::isHttpsUrl, LetterError.NOT_AN_HTTPS_URL);
  }

  private static Optional<String> contact(Fields file) {
    return valid(
        file,
        "contact",
        text -> isHttpsUrl(text) || EmailAddress.of(text).isPresent(),
        LetterError.INVALID_CONTACT);
  }

  private static Optional<String> valid(
      Fields file, String key, Predicate<String> rule, LetterError error) {
    Optional<String> text = line(file, key);
    return text.isEmpty() || rule.test(text.get()) ? text : file.fault(key, error);
  }

  private static boolean isHttpsUrl(String text) {
    try {
      URI url = new URI(text);
      return "https".equalsIgnoreCase(url.getScheme()) && url.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static List<String> reportShows(Fields file) {
    List<String> shown = file.texts("report_shows");
    shown.stream()
        .filter(name -> !SHOWABLE.contains(name))
        .forEach(
            name ->
                file.fault(
                    "report_shows",
                    InputError.UNKNOWN_VALUE,
                    "one of " + String.join(", ", SHOWABLE),
                    SimilarNames.hint(name, SHOWABLE)));
    return shown;
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
