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
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.User;

/**
 * The variables that letter templates can use, and their values. Other values of the record are not
 * available to templates. In Alma, templates can use the whole record, including secrets. See
 * D-055.
 */
public final class LetterVariables {

  /** The only variable of which a record may have an unreadable value. */
  public static final String EXPIRY_DATE = "user.expiry_date";

  private static final Map<String, Function<LetterVariables, String>> GENERAL =
      Map.ofEntries(
          entry("user.primary_id", letter -> letter.user.primaryId().toString()),
          entry("user.long_primary_id", LetterVariables::longId),
          entry("user.first_name", letter -> letter.userText("first_name")),
          entry("user.last_name", letter -> letter.userText("last_name")),
          entry(
              "user.preferred_first_name",
              letter -> letter.user.text("pref_first_name").orElse(letter.userText("first_name"))),
          entry(
              "user.preferred_last_name",
              letter -> letter.user.text("pref_last_name").orElse(letter.userText("last_name"))),
          entry("user.display_name", letter -> letter.user.displayName()),
          entry("user.full_name", LetterVariables::fullName),
          entry("user.user_group", LetterVariables::userGroup),
          entry(
              EXPIRY_DATE,
              letter -> letter.user.date("expiry_date").map(letter.dates::format).orElse("")),
          entry("institution.code", letter -> letter.institution.code()),
          entry("institution.name", letter -> letter.institution.name().in(letter.language)),
          entry("institution.address", letter -> letter.institution.address().in(letter.language)),
          entry("institution.phone", letter -> letter.institution.phone().in(letter.language)),
          entry("institution.url", letter -> letter.institution.url()),
          entry("institution.sign_in_url", letter -> letter.institution.signInUrl().orElse("")),
          entry("institution.contact", letter -> letter.contact().orElse("")),
          entry(
              "institution.contact_url",
              letter -> letter.contact().map(LetterVariables::link).orElse("")),
          entry("institution.logo_url", letter -> letter.institution.logoUrl().orElse("")),
          entry("institution.color", letter -> letter.institution.color().orElse("")),
          entry(
              "institution.text_color",
              letter -> letter.institution.color().map(Contrast::textOn).orElse("")),
          entry("institution.default_language", letter -> letter.institution.defaultLanguage()),
          entry("job.name", letter -> letter.context.jobName()),
          entry("job.date", letter -> letter.dates.format(letter.context.day())));

  /** The maximum number of characters of an ID that fits on one line of a letter on a phone. */
  private static final int MAX_ID_LINE = 32;

  private static final String PASSWORD = "credentials.temporary_password";
  private static final String LINK = "credentials.link";
  private static final String EXPIRES = "credentials.expires_on";

  /** Control characters, which a mail program or a terminal might interpret. */
  private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n]]");

  /** Characters that a mailto link must encode, such as {@code ?} (RFC 6068). */
  private static final Pattern RESERVED = Pattern.compile("[^A-Za-z0-9@._~!$'*+-]");

  private final LetterContext context;
  private final User user;
  private final Institution institution;
  private final Optional<String> replyTo;
  private final String language;
  private final DateTimeFormatter dates;

  private LetterVariables(LetterContext context, LetterSnapshot snapshot, String language) {
    this.context = context;
    this.user = context.user().normalized();
    this.institution = snapshot.institution();
    this.replyTo = snapshot.replyTo();
    this.language = language;
    this.dates =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Locale.forLanguageTag(LanguageCodes.current(language)));
  }

  /** The variable that a letter with a credential of a kind must have. */
  public static String ofCredential(CredentialKind kind) {
    return kind == CredentialKind.LINK ? LINK : PASSWORD;
  }

  /** The names for letters of every type, sorted. */
  public static Set<String> generalNames() {
    return new TreeSet<>(GENERAL.keySet());
  }

  /** The names for letters of a type, sorted. */
  public static Set<String> names(String type) {
    Set<String> names = generalNames();
    if (type.equals(NotificationTypes.PASSWORD_CHANGE)) {
      names.addAll(Set.of(PASSWORD, LINK, EXPIRES));
    }
    return names;
  }

  /**
   * The values of one letter by full name. A missing value is an empty text.
   *
   * @param language the language of the letter
   */
  static Map<String, String> values(
      LetterContext context, LetterSnapshot snapshot, String language) {
    return values(context, snapshot, language, name -> true);
  }

  /**
   * The values that a letter uses. An unreadable value of the record does not disturb letters that
   * do not show it.
   *
   * @param isUsed whether the letter's templates use a name
   * @throws org.rollcall.user.BrokenRecordException if a value that is used cannot be read
   */
  static Map<String, String> values(
      LetterContext context, LetterSnapshot snapshot, String language, Predicate<String> isUsed) {
    LetterVariables letter = new LetterVariables(context, snapshot, language);
    Map<String, String> values = new HashMap<>();
    GENERAL.forEach(
        (name, value) -> values.put(name, isUsed.test(name) ? value.apply(letter) : ""));
    context
        .credentials()
        .ifPresent(
            credentials -> {
              boolean isLink = credentials.kind() == CredentialKind.LINK;
              values.put(PASSWORD, isLink ? "" : credentials.secret());
              values.put(LINK, isLink ? letter.signInLink(credentials.secret()) : "");
              LocalDate day =
                  LocalDate.ofInstant(credentials.expires(), letter.institution.timeZone());
              values.put(EXPIRES, letter.dates.format(day));
            });
    values.replaceAll((name, value) -> CONTROL_CHARACTER.matcher(value).replaceAll(" "));
    return values;
  }

  /** The sign-in link with a token; empty if there is no address at which users sign in. */
  private String signInLink(String token) {
    return institution.signInUrl().map(url -> SignInAddress.withToken(url, token)).orElse("");
  }

  /** The ID if it needs more than one line on a phone. */
  private String longId() {
    String id = user.primaryId().toString();
    return id.length() > MAX_ID_LINE ? id : "";
  }

  private String userText(String field) {
    return user.text(field).orElse("");
  }

  /** The institution's contact, or the mail address for replies. */
  private Optional<String> contact() {
    return institution
        .contact()
        .or(() -> replyTo.map(text -> MailAddress.parse(text).address().mailbox()));
  }

  /** A mail address as a link; a URL as it is. */
  private static String link(String contact) {
    return EmailAddress.of(contact)
        .map(address -> "mailto:" + encoded(address.mailbox()))
        .orElse(contact);
  }

  private static String encoded(String address) {
    return RESERVED
        .matcher(address)
        .replaceAll(
            (MatchResult character) -> String.format("%%%02X", (int) character.group().charAt(0)));
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
