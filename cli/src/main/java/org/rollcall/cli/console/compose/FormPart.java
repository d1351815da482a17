package org.rollcall.cli.console.compose;

import java.util.List;
import org.rollcall.error.Fault;

/**
 * A part of the form as the template shows it: a control or a group.
 *
 * @param control the control; none for a group. Templates show lists only
 * @param group the group; none for a control
 */
record FormPart(List<Control> control, List<Group> group) {

  FormPart {
    control = List.copyOf(control);
    group = List.copyOf(group);
  }

  static FormPart of(Control control) {
    return new FormPart(List.of(control), List.of());
  }

  static FormPart of(Group group) {
    return new FormPart(List.of(), List.of(group));
  }

  /** The kinds of controls. */
  enum Kind {
    LINE,
    AREA,
    SELECT,
    CHECKS
  }

  /** A choice of a select, of a list of suggestions, or of check boxes. */
  record Choice(String id, String value, String label, boolean isChosen) {}

  /**
   * A control.
   *
   * @param name the name of the form's field
   * @param id the ID of the element
   * @param value the text in it
   * @param choices the choices of a select and of check boxes, and the suggestions for a line
   * @param mode the kind of keyboard of phones, such as {@code numeric}; empty for text
   * @param faults the errors of the value
   * @param isLocked whether the form cannot show the value
   */
  record Control(
      String name,
      String id,
      String label,
      String hint,
      boolean isRequired,
      Kind kind,
      String value,
      List<Choice> choices,
      String mode,
      int maxLength,
      List<Fault> faults,
      boolean isLocked) {

    Control {
      choices = List.copyOf(choices);
      faults = List.copyOf(faults);
    }

    /** The maximum length without grouped thousands, for an attribute. */
    public String maxLengthText() {
      return Integer.toString(maxLength);
    }

    public boolean isLine() {
      return kind == Kind.LINE && !isLocked;
    }

    public boolean isArea() {
      return kind == Kind.AREA && !isLocked;
    }

    public boolean isSelect() {
      return kind == Kind.SELECT && !isLocked;
    }

    public boolean isChecks() {
      return kind == Kind.CHECKS && !isLocked;
    }

    public boolean hasSuggestions() {
      return isLine() && !choices.isEmpty();
    }

    public boolean isInvalid() {
      return !faults.isEmpty();
    }

    /** The IDs of the elements that describe the control. */
    public String describedBy() {
      return (hint.isEmpty() ? "" : id + "-hint ") + (faults.isEmpty() ? "" : id + "-fault");
    }
  }

  /**
   * A group of parts.
   *
   * @param id the ID of the element
   * @param isEntry whether it is an entry of a list
   * @param more parts that are shown on demand
   * @param moreIsOpen whether they are shown at once, because one has a value or an error
   * @param remove what the button to remove the group does; empty without a button
   * @param add what the button to add an entry does; empty without a button
   * @param faults the errors of the group as a whole
   */
  record Group(
      String id,
      String label,
      String hint,
      boolean isEntry,
      List<FormPart> parts,
      List<FormPart> more,
      boolean moreIsOpen,
      String remove,
      String add,
      List<Fault> faults) {

    Group {
      parts = List.copyOf(parts);
      more = List.copyOf(more);
      faults = List.copyOf(faults);
    }
  }
}
