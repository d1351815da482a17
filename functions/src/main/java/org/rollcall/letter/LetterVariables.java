package org.rollcall.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private static final Set<String> GENERAL =
      Set.of(
          "user.primary_id",
          "user.first_name",
          "user.last_name",
          "user.preferred_first_name",
          "user.full_name",
          "user.user_group",
          "user.expiry_date",
          "institution.code",
          "institution.name",
          "institution.address",
          "institution.phone",
          "institution.url",
          "institution.default_language",
          "job.name",
          "job.date");

  private static final Set<String> CREDENTIALS =
      Set.of("credentials.temporary_password", "credentials.expires_on");

  /** Control characters, which a mail program or a terminal might interpret. */
  private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final DateTimeFormatter dates;

  private LetterVariables(Locale locale) {
    dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
  }

  /** The names for letters of every type, sorted. */
  public static Set<String> generalNames() {
    return new TreeSet<>(GENERAL);
  }

  /** The names for letters of a type, sorted. */
  public static Set<String> names(String type) {
    Set<String> names = generalNames();
    if (type.equals(NotificationTypes.PASSWORD_CHANGE)) {
      names.addAll(CREDENTIALS);
    }
    return names;
  }

  /** The values of one letter as nested maps. A missing value is an empty text. */
  static Map<String, Object> values(LetterContext context, Institution institution, Locale locale) {
    LetterVariables variables = new LetterVariables(locale);
    User user = context.user();
    String first = user.text("first_name").orElse("");
    variables.put("user.primary_id", user.primaryId().toString());
    variables.put("user.first_name", first);
    variables.put("user.last_name", user.text("last_name").orElse(""));
    variables.put("user.preferred_first_name", user.text("pref_first_name").orElse(first));
    variables.put("user.full_name", fullName(user));
    variables.put(
        "user.user_group",
        Optional.of(user.get("user_group").path("desc").asText(""))
            .filter(name -> !name.isBlank())
            .or(() -> user.code("user_group"))
            .orElse(""));
    variables.put("user.expiry_date", user.date("expiry_date").map(variables::date).orElse(""));
    variables.put("institution.code", institution.code());
    variables.put("institution.name", institution.name());
    variables.put("institution.address", institution.address());
    variables.put("institution.phone", institution.phone());
    variables.put("institution.url", institution.url());
    variables.put("institution.default_language", institution.defaultLanguage());
    variables.put("job.name", context.jobName());
    variables.put("job.date", variables.date(day(context.started())));
    context
        .credentials()
        .ifPresent(
            credentials -> {
              variables.put("credentials.temporary_password", credentials.temporaryPassword());
              variables.put("credentials.expires_on", variables.date(day(credentials.expires())));
            });
    return variables.values;
  }

  /** The record's full name; if it has none, the first, middle and last name. */
  private static String fullName(User user) {
    return user.text("full_name")
        .orElseGet(
            () ->
                Stream.of("first_name", "middle_name", "last_name")
                    .flatMap(field -> user.text(field).stream())
                    .collect(Collectors.joining(" ")));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private String date(LocalDate date) {
    return dates.format(date);
  }

  @SuppressWarnings("unchecked") // the values of the outer map are the maps put here
  private void put(String name, String value) {
    int dot = name.indexOf('.');
    ((Map<String, Object>)
            values.computeIfAbsent(name.substring(0, dot), group -> new LinkedHashMap<>()))
        .put(name.substring(dot + 1), CONTROL_CHARACTER.matcher(value).replaceAll(" "));
  }
}
