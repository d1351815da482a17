package org.rollcall.letter;

import static java.util.Map.entry;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.user.User;

/**
 * The variables that letter templates can use, and their values. Other values of the record are not
 * available to templates. In Alma, templates can use the whole record, including secrets. See
 * D-055.
 */
public final class LetterVariables {

  private static final Map<String, Function<LetterVariables, String>> GENERAL =
      Map.ofEntries(
          entry("user.primary_id", letter -> letter.user.primaryId().toString()),
          entry("user.first_name", letter -> letter.userText("first_name")),
          entry("user.last_name", letter -> letter.userText("last_name")),
          entry(
              "user.preferred_first_name",
              letter -> letter.user.text("pref_first_name").orElse(letter.userText("first_name"))),
          entry("user.full_name", LetterVariables::fullName),
          entry("user.user_group", LetterVariables::userGroup),
          entry(
              "user.expiry_date",
              letter -> letter.user.date("expiry_date").map(letter.dates::format).orElse("")),
          entry("institution.code", letter -> letter.institution.code()),
          entry("institution.name", letter -> letter.institution.name()),
          entry("institution.address", letter -> letter.institution.address()),
          entry("institution.phone", letter -> letter.institution.phone()),
          entry("institution.url", letter -> letter.institution.url()),
          entry("institution.default_language", letter -> letter.institution.defaultLanguage()),
          entry("job.name", letter -> letter.context.jobName()),
          entry("job.date", letter -> letter.dates.format(letter.context.day())));

  private static final String PASSWORD = "credentials.temporary_password";
  private static final String EXPIRES = "credentials.expires_on";

  /** Control characters, which a mail program or a terminal might interpret. */
  private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");

  private final LetterContext context;
  private final User user;
  private final Institution institution;
  private final DateTimeFormatter dates;

  private LetterVariables(LetterContext context, Institution institution, Locale locale) {
    this.context = context;
    this.user = context.user().normalized();
    this.institution = institution;
    this.dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
  }

  /** The names for letters of every type, sorted. */
  public static Set<String> generalNames() {
    return new TreeSet<>(GENERAL.keySet());
  }

  /** The names for letters of a type, sorted. */
  public static Set<String> names(String type) {
    Set<String> names = generalNames();
    if (type.equals(NotificationTypes.PASSWORD_CHANGE)) {
      names.addAll(Set.of(PASSWORD, EXPIRES));
    }
    return names;
  }

  /** The values of one letter by full name. A missing value is an empty text. */
  static Map<String, String> values(LetterContext context, Institution institution, Locale locale) {
    LetterVariables letter = new LetterVariables(context, institution, locale);
    Map<String, String> values = new HashMap<>();
    GENERAL.forEach((name, value) -> values.put(name, value.apply(letter)));
    context
        .credentials()
        .ifPresent(
            credentials -> {
              values.put(PASSWORD, credentials.temporaryPassword());
              LocalDate day = LocalDate.ofInstant(credentials.expires(), institution.timeZone());
              values.put(EXPIRES, letter.dates.format(day));
            });
    values.replaceAll((name, value) -> CONTROL_CHARACTER.matcher(value).replaceAll(" "));
    return values;
  }

  private String userText(String field) {
    return user.text(field).orElse("");
  }

  /** The record's full name; if it has none, the first, middle and last name. */
  private String fullName() {
    return user.text("full_name")
        .orElseGet(
            () ->
                Stream.of("first_name", "middle_name", "last_name")
                    .flatMap(field -> user.text(field).stream())
                    .collect(Collectors.joining(" ")));
  }

  /** The group's description in the record, or its code. */
  private String userGroup() {
    return Optional.of(user.get("user_group").path("desc").asText(""))
        .filter(name -> !name.isBlank())
        .or(() -> user.code("user_group"))
        .orElse("");
  }
}
