package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rollcall.change.UserEdit;
import org.rollcall.json.Fields;

/**
 * Reads the lists of one change, such as {@code add} and {@code remove}: at least one, none empty
 * or too long, and nothing named twice in one of them. A code must not stand in two of them either,
 * which would contradict each other. An object may: what is taken away is told by a pattern, and
 * "all of this kind, but for this one" is something to ask for.
 */
public final class InputLists {

  /** How many entries a list may have; a job that needs more is several jobs. */
  private static final int MOST = 100;

  /** Alma's bound on a code, in characters. */
  private static final int LONGEST_CODE = 255;

  private final Fields fields;
  private final List<String> keys = new ArrayList<>();

  /** In which list each subject was named. */
  private final Map<List<Object>, String> named = new HashMap<>();

  public InputLists(Fields fields) {
    this.fields = requireNonNull(fields, "fields is null");
  }

  /** Reads a list of objects. */
  <T extends ListEntry> List<T> objects(String key, Function<Fields, Optional<T>> read) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    for (Fields object : fields.objects(key)) {
      Optional<T> entry = read.apply(object);
      object.rejectUnknownKeys();
      entry.ifPresent(listed -> checkOnce(key, List.of(key, listed.subject()), object::fault));
      entry.ifPresent(entries::add);
    }
    return entries;
  }

  /**
   * Reads a list of codes.
   *
   * @param read given a code's place, such as {@code add[0]}, and the code
   */
  public <T extends ListEntry> List<T> codes(
      String key, BiFunction<String, String, Optional<T>> read) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    fields
        .lines(key, LONGEST_CODE)
        .forEach(
            (place, code) -> {
              Optional<T> entry = read.apply(place, code);
              entry.ifPresent(
                  listed ->
                      checkOnce(key, listed.subject(), message -> fields.fault(place, message)));
              entry.ifPresent(entries::add);
            });
    return entries;
  }

  private void checkLength(String key) {
    keys.add(key);
    fields
        .length(key)
        .ifPresent(
            length -> {
              if (length == 0) {
                fields.fault(key, "must list at least one entry");
              } else if (length > MOST) {
                fields.fault(key, "lists " + length + " entries, and a job may list " + MOST);
              }
            });
  }

  private void checkOnce(String key, List<Object> subject, Consumer<String> fault) {
    String other = named.putIfAbsent(subject, key);
    if (other != null) {
      fault.accept(other.equals(key) ? "is listed twice" : "is listed under " + other + " too");
    }
  }

  /** The edit that the lists make, once they have all been read. */
  public Optional<UserEdit> edit(
      String field, List<? extends Removal> removals, List<? extends Addition> additions) {
    if (keys.stream().noneMatch(fields::has)) {
      fields.fault("must have " + String.join(" or ", keys));
    }
    return Optional.of(new ListEdit(field, removals, additions));
  }
}
