package org.rollcall.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollcall.error.ErrorCode;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CleanText;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * The postal address to which a letter is sent: the only preferred one of the record.
 *
 * @param lines the lines after the name; none if there is a problem
 * @param problem why no letter can be sent by post; empty if one can
 */
record PostalAddress(List<String> lines, Optional<ErrorCode> problem) {

  private static final int MAX_LINE = 5;

  /** The country codes of Alma of countries where the postal code has a line of its own. */
  private static final Set<String> CODE_ON_OWN_LINE = Set.of("GBR", "IRL");

  PostalAddress {
    lines = List.copyOf(lines);
  }

  /**
   * The address of a user.
   *
   * @throws org.rollcall.user.BrokenRecordException if the list of addresses or a date of the
   *     address cannot be read
   */
  static PostalAddress of(User user, LocalDate today) {
    List<ObjectNode> preferred =
        user.contacts("address").stream()
            .filter(address -> address.path("preferred").asBoolean())
            .toList();
    if (preferred.size() != 1) {
      return none(
          preferred.isEmpty() ? PrintError.NO_POSTAL_ADDRESS : PrintError.SEVERAL_POSTAL_ADDRESSES);
    }
    return of(preferred.get(0), today);
  }

  private static PostalAddress of(ObjectNode address, LocalDate today) {
    boolean isOver =
        AlmaDate.read(address.path("end_date"), "end_date").filter(today::isAfter).isPresent();
    boolean isLater =
        AlmaDate.read(address.path("start_date"), "start_date").filter(today::isBefore).isPresent();
    if (isOver || isLater) {
      return none(PrintError.POSTAL_ADDRESS_NOT_VALID_TODAY);
    }
    List<String> street =
        IntStream.rangeClosed(1, MAX_LINE)
            .mapToObj(number -> text(address.path("line" + number)))
            .flatMap(Optional::stream)
            .toList();
    List<String> place = place(address);
    if (street.isEmpty() || place.isEmpty()) {
      return none(PrintError.INCOMPLETE_POSTAL_ADDRESS);
    }
    List<String> lines = new ArrayList<>(street);
    lines.addAll(place);
    country(address).ifPresent(lines::add);
    return new PostalAddress(lines, Optional.empty());
  }

  private static PostalAddress none(ErrorCode problem) {
    return new PostalAddress(List.of(), Optional.of(problem));
  }

  /**
   * The lines with city and postal code. With a state or province, the postal code is after it, as
   * in North America and Australia. Without one, it is before the city, as in most of Europe.
   */
  private static List<String> place(ObjectNode address) {
    Optional<String> city = text(address.path("city"));
    Optional<String> code = text(address.path("postal_code"));
    Optional<String> state = text(address.path("state_province"));
    if (city.isEmpty() && code.isEmpty()) {
      return List.of();
    }
    boolean isOwnLine =
        CodedValue.code(address.path("country"))
            .map(country -> country.toUpperCase(Locale.ROOT))
            .filter(CODE_ON_OWN_LINE::contains)
            .isPresent();
    if (isOwnLine) {
      return joined(Stream.of(city, state, code), "\n").lines().toList();
    }
    return state.isPresent()
        ? List.of(joined(Stream.of(city.map(name -> name + ","), state, code), " "))
        : List.of(joined(Stream.of(code, city), " "));
  }

  private static String joined(Stream<Optional<String>> parts, String separator) {
    return String.join(separator, parts.flatMap(Optional::stream).toList());
  }

  /** The country's name in the record, or its code, in capitals as post offices ask. */
  private static Optional<String> country(ObjectNode address) {
    return text(address.path("country").path("desc"))
        .or(() -> CodedValue.code(address.path("country")))
        .map(name -> name.toUpperCase(Locale.ROOT));
  }

  /** A text on one line; empty if it is missing or blank. */
  private static Optional<String> text(JsonNode value) {
    return Optional.of(
            CleanText.of(value.asText("")).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip())
        .filter(text -> !text.isEmpty());
  }
}
