package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.cli.console.compose.FormPart.Choice;
import org.rollcall.cli.console.jobs.JobStarts;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;

/**
 * The values of the page.
 *
 * @param once the key of this form; see {@link JobStarts}
 * @param from the address at which the form was begun; see {@link Drafts}
 * @param isKept whether the page began with the draft that the session had kept
 * @param base the input with which the form will be compared when it comes back
 * @param json the text of the input
 * @param jsonIsOpen whether the text is shown at once
 * @param problems all errors of the input, each with the ID of its element if it has one
 * @param notes sentences about the input
 * @param groups the user groups of which one can be the set
 * @param canCount whether the members of the set can be counted, and were not
 * @param counted the members of the set; empty if they were not counted
 * @param otherChanges the kinds of change that can be added
 * @param examples queries to begin with
 * @param sample the letter for one user; none without a letter
 * @param unshown the parts of the input that the form does not show
 */
record ComposeModel(
    String once,
    String from,
    boolean isKept,
    String base,
    String json,
    boolean jsonIsOpen,
    List<Problem> problems,
    List<String> notes,
    List<Choice> groups,
    List<FormPart> set,
    boolean canCount,
    List<SetCounts.Counted> counted,
    List<FormPart> changes,
    List<Choice> otherChanges,
    List<FormPart> letter,
    List<Choice> examples,
    List<LetterSample> sample,
    List<FormPart> name,
    List<FormPart> limits,
    List<Unshown> unshown) {

  /** The longest value that is repeated for a part that the form does not show. */
  private static final int MAX_UNSHOWN = 80;

  ComposeModel {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    groups = List.copyOf(groups);
    set = List.copyOf(set);
    counted = List.copyOf(counted);
    changes = List.copyOf(changes);
    otherChanges = List.copyOf(otherChanges);
    letter = List.copyOf(letter);
    examples = List.copyOf(examples);
    sample = List.copyOf(sample);
    name = List.copyOf(name);
    limits = List.copyOf(limits);
    unshown = List.copyOf(unshown);
  }

  /**
   * An error.
   *
   * @param id the element to which it belongs; empty if there is none
   * @param place the labels of the field, or the path in the JSON
   */
  record Problem(String id, String place, String message, String code) {}

  /**
   * What the browser has, besides the draft.
   *
   * @param from the address at which the form was begun
   * @param isKept whether it began with a draft that was kept
   * @param kind the change that was chosen but not added yet; empty if none was
   */
  record Around(String from, boolean isKept, String kind) {}

  /** A part of the input that the form does not show. */
  record Unshown(String path, String value) {}

  /**
   * The values for a draft.
   *
   * @param faults the errors of the input, besides those of the text
   */
  static ComposeModel of(
      Draft draft,
      Around around,
      InputForm form,
      Choices choices,
      List<Fault> faults,
      List<String> notes,
      Optional<SetCounts.Counted> counted,
      Optional<LetterSample> sample) {
    List<Fault> all =
        Stream.of(draft.faults(), faults, counted.map(SetCounts.Counted::faults).orElse(List.of()))
            .flatMap(List::stream)
            .distinct()
            .map(FieldNames::inWords)
            .toList();
    FormView view = new FormView(form, choices, all);
    List<FormPart> set = view.parts("set");
    List<FormPart> changes = view.changes();
    List<FormPart> letter = view.parts("notify");
    List<FormPart> name = view.parts("job_name");
    List<FormPart> limits = view.parts("limits");
    Set<String> ids =
        Stream.of(set, changes, letter, name, limits)
            .flatMap(List::stream)
            .flatMap(ComposeModel::ids)
            .collect(Collectors.toCollection(HashSet::new));
    ids.add(FormView.id(InputForm.CHANGES));
    JsonNode chosen = form.input().path("set");
    List<Unshown> unshown = unshown(form);
    return new ComposeModel(
        JobStarts.newKey(),
        around.from(),
        around.isKept(),
        Json.text(draft.base()),
        draft.json(),
        !draft.isClear() || !unshown.isEmpty(),
        all.stream().map(fault -> problem(fault, ids)).toList(),
        notes,
        view.groups(),
        set,
        Json.isFilled(chosen) && counted.isEmpty(),
        counted.stream().toList(),
        changes,
        view.otherChanges(around.kind()),
        letter,
        QueryExamples.ALL,
        sample.stream().toList(),
        name,
        limits,
        unshown);
  }

  private static Stream<String> ids(FormPart part) {
    return Stream.concat(
        part.control().stream().map(FormPart.Control::id),
        part.group().stream()
            .flatMap(
                group ->
                    Stream.concat(
                        Stream.of(group.id()),
                        Stream.concat(group.parts().stream(), group.more().stream())
                            .flatMap(ComposeModel::ids))));
  }

  /** An error belongs to the element of its path, or to the nearest one around it. */
  private static Problem problem(Fault fault, Set<String> ids) {
    String path = fault.path();
    while (!path.isEmpty() && !ids.contains(FormView.id(path))) {
      path = path.replaceFirst("(\\.[^.\\[]*|\\[\\d+]|^[^.\\[]*)$", "");
    }
    String id =
        fault.path().startsWith(Draft.JSON)
            ? "input-json"
            : path.isEmpty() ? "" : FormView.id(path);
    boolean isInForm = !path.isEmpty();
    return new Problem(
        id,
        isInForm ? FieldNames.place(fault.path()) : fault.path(),
        fault.message(),
        fault.code());
  }

  private static List<Unshown> unshown(InputForm form) {
    List<Unshown> parts = new ArrayList<>();
    form.unshown()
        .forEach(
            (path, value) -> {
              String text = Json.text(value);
              parts.add(
                  new Unshown(
                      path,
                      text.length() <= MAX_UNSHOWN ? text : text.substring(0, MAX_UNSHOWN) + "…"));
            });
    return parts;
  }
}
