package org.rollcall.cli.console.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.cli.console.compose.FormPart.Choice;
import org.rollcall.cli.console.compose.FormPart.Control;
import org.rollcall.cli.console.compose.FormPart.Group;
import org.rollcall.cli.console.compose.FormPart.Kind;
import org.rollcall.cli.console.compose.InputForm.Field;
import org.rollcall.error.Fault;
import org.rollcall.json.InputShape.ValueShape;
import org.rollcall.json.InputShape.ValueType;

/**
 * Makes the parts of the page from a form.
 *
 * @param faults the errors of the input, which are shown at their fields
 */
record FormView(InputForm form, Choices choices, List<Fault> faults) {

  /** The conditions of a change, which few jobs have. They are shown on demand. */
  private static final List<String> CONDITIONS = List.of("condition", "when");

  /** The most choices that are shown as check boxes. */
  private static final int MAX_CHECKS = 40;

  FormView {
    faults = List.copyOf(faults);
  }

  /** The ID of the element of a path. */
  static String id(String path) {
    return "f-" + path.replaceAll("[^A-Za-z0-9_-]+", "-");
  }

  /** The parts of an object of the input, such as {@code limits}, or of a single value. */
  List<FormPart> parts(String key) {
    return parts(key, form.shape().key(key)).toList();
  }

  /** The changes of the input, each as a group. */
  List<FormPart> changes() {
    List<FormPart> groups = new ArrayList<>();
    form.shape()
        .key(InputForm.CHANGES)
        .keys()
        .forEach(
            (kind, node) -> {
              String path = InputForm.join(InputForm.CHANGES, kind);
              if (form.isShown(path)) {
                groups.add(FormPart.of(change(path, node)));
              }
            });
    return groups;
  }

  /** The user groups of which one can be the set; none if they are not known. */
  List<Choice> groups() {
    String code = GroupQuery.code(form.input());
    return withChosen(
        GroupQuery.FIELD, choices.groups(), code.isEmpty() ? List.of() : List.of(code));
  }

  /**
   * The kinds of change that the input does not have.
   *
   * @param chosen the one that the user has chosen but not added yet
   */
  List<Choice> otherChanges(String chosen) {
    return form.shape().key(InputForm.CHANGES).keys().keySet().stream()
        .filter(
            kind -> JsonPlace.of(InputForm.join(InputForm.CHANGES, kind)).isMissing(form.input()))
        .map(
            kind ->
                new Choice(
                    "",
                    kind,
                    FieldNames.label(InputForm.join(InputForm.CHANGES, kind)),
                    kind.equals(chosen)))
        .toList();
  }

  private Group change(String path, ShapeNode node) {
    List<FormPart> parts = new ArrayList<>();
    List<FormPart> more = new ArrayList<>();
    ordered(node)
        .forEach(
            key ->
                parts(InputForm.join(path, key), node.key(key))
                    .forEach((CONDITIONS.contains(key) ? more : parts)::add));
    boolean isOpen =
        more.stream()
            .flatMap(part -> part.control().stream())
            .anyMatch(
                control -> !control.value().isEmpty() || control.isInvalid() || control.isLocked());
    return new Group(
        id(path),
        FieldNames.label(path),
        alternatives(node),
        false,
        parts,
        more,
        isOpen,
        "remove:" + path,
        "",
        faultsAt(path));
  }

  /** Required keys first, and flags last, each in the order in which they are read. */
  private static Stream<String> ordered(ShapeNode node) {
    return node.keys().keySet().stream()
        .sorted(Comparator.comparingInt(key -> rank(node.key(key))));
  }

  private static int rank(ShapeNode node) {
    Optional<ValueShape> value = node.value();
    if (value.filter(ValueShape::isRequired).isPresent()) {
      return 0;
    }
    return value
            .filter(found -> found.type() == ValueType.FLAG && found.alternatives().isEmpty())
            .isPresent()
        ? 2
        : 1;
  }

  private static String alternatives(ShapeNode node) {
    List<String> keys =
        node.keys().values().stream()
            .flatMap(child -> child.value().stream())
            .filter(value -> !value.alternatives().isEmpty())
            .findFirst()
            .map(ValueShape::alternatives)
            .orElse(List.of());
    return keys.isEmpty()
        ? ""
        : "Fill in exactly one of: "
            + String.join(", ", keys.stream().map(FieldNames::label).toList())
            + ".";
  }

  private Stream<FormPart> parts(String path, ShapeNode node) {
    List<FormPart> parts = new ArrayList<>();
    node.value()
        .ifPresent(value -> parts.add(FormPart.of(control(form.field(path, value, node), node))));
    ordered(node)
        .forEach(key -> parts(InputForm.join(path, key), node.key(key)).forEach(parts::add));
    node.item()
        .ifPresent(
            item ->
                parts.add(
                    item.isValue()
                        ? FormPart.of(
                            control(form.listField(path, item.value().orElseThrow()), item))
                        : FormPart.of(list(path, item))));
    return parts.stream();
  }

  private Group list(String path, ShapeNode item) {
    List<FormPart> entries = new ArrayList<>();
    for (String entry : form.entries(path)) {
      entries.add(
          FormPart.of(
              new Group(
                  id(entry),
                  FieldNames.entryLabel(path, entries.size() + 1),
                  "",
                  true,
                  parts(entry, item).toList(),
                  List.of(),
                  false,
                  "remove:" + entry,
                  "",
                  faultsAt(entry))));
    }
    return new Group(
        id(path),
        FieldNames.label(path),
        "",
        false,
        entries,
        List.of(),
        false,
        "",
        "add:" + path,
        faultsAt(path));
  }

  private List<Fault> faultsAt(String path) {
    return faults.stream().filter(fault -> fault.path().equals(path)).toList();
  }

  private List<Fault> faultsOf(Field field) {
    return faults.stream()
        .filter(
            fault ->
                fault.path().equals(field.path())
                    || (field.isList() && fault.path().startsWith(field.path() + "[")))
        .toList();
  }

  private Control control(Field field, ShapeNode node) {
    ValueShape value = field.value();
    Optional<Map<String, String>> closed = choices.of(field.path(), value);
    boolean isChecks = field.isList() && closed.filter(all -> all.size() <= MAX_CHECKS).isPresent();
    boolean isSelect = !field.isList() && closed.isPresent();
    boolean isArea = field.isList() || value.type() == ValueType.TEXT;
    String id = id(field.path());
    List<String> texts = field.texts().orElse(List.of());
    List<Choice> shown =
        isChecks || isSelect
            ? withChosen(id, closed.orElseThrow(), texts)
            : isArea
                ? List.of()
                : withChosen(id, choices.suggestions(field.path(), value), List.of());
    return new Control(
        InputForm.FIELD + field.path(),
        id,
        FieldNames.label(field.path()),
        FieldNames.hint(field.path(), value, field.isList()),
        value.isRequired() && node.keys().isEmpty() && !isPartOfChoice(field.path()),
        isChecks ? Kind.CHECKS : isSelect ? Kind.SELECT : isArea ? Kind.AREA : Kind.LINE,
        field.text(),
        shown,
        value.type() == ValueType.COUNT || value.type() == ValueType.PERCENT ? "decimal" : "",
        value.maxLength(),
        faultsOf(field),
        field.texts().isEmpty());
  }

  /** Whether a field is in an object that is not there, or is one of two ways to give a value. */
  private boolean isPartOfChoice(String path) {
    return path.startsWith("notify.") || path.endsWith(".from_today");
  }

  /** The choices, with those of the input that are none of them. */
  private static List<Choice> withChosen(
      String id, Map<String, String> labels, List<String> chosen) {
    List<Choice> all = new ArrayList<>();
    labels.forEach(
        (value, label) ->
            all.add(new Choice(id + "-" + all.size(), value, label, chosen.contains(value))));
    for (String value : chosen) {
      if (!labels.containsKey(value)) {
        all.add(new Choice(id + "-" + all.size(), value, value + " (unknown)", true));
      }
    }
    return all;
  }
}
