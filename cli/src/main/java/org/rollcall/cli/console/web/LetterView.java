package org.rollcall.cli.console.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a page shows a letter: the choices in its address.
 *
 * @param path the path of the page
 * @param fixed other fields of the address, which the choices keep
 * @param forms the possible forms, of which the first is shown if the address names none
 * @param form the form to show
 */
public record LetterView(
    String path,
    Map<String, String> fixed,
    List<Form> forms,
    Form form,
    boolean isNarrow,
    boolean isDark,
    boolean hasImages) {

  private static final View TEMPLATE = View.of(LetterView.class, "letter.html");

  public LetterView {
    forms = List.copyOf(forms);
  }

  /** A form of a letter. */
  public enum Form {
    HTML("HTML"),
    TEXT("Text"),
    HEADERS("Headers"),
    SOURCE("Source");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A choice, as a link. */
  record Choice(String path, String label, boolean isCurrent) {}

  /** The values of the template. */
  record Model(List<Choice> forms, List<Choice> choices, String frame, String width, String text) {}

  /** Reads the choices of a request. Unknown ones count as missing. */
  public static LetterView of(
      WebRequest request, String path, Map<String, String> fixed, List<Form> forms) {
    Form form =
        forms.stream()
            .filter(known -> request.query("view").filter(known.parameter()::equals).isPresent())
            .findFirst()
            .orElse(forms.get(0));
    return new LetterView(
        path,
        fixed,
        forms,
        form,
        request.query("width").filter("360"::equals).isPresent(),
        request.query("theme").filter("dark"::equals).isPresent(),
        request.query("images").filter("off"::equals).isEmpty());
  }

  /**
   * The letter with its choices as HTML.
   *
   * @param content the letter in the form {@link #form}, without secrets
   */
  public String render(String content) {
    boolean isFrame = form == Form.HTML;
    return TEMPLATE.render(
        new Model(
            forms.stream()
                .map(other -> choice(other.label, with(other, isNarrow, isDark, hasImages)))
                .toList(),
            isFrame ? choices() : List.of(),
            isFrame ? LetterFrame.of(content, isDark, hasImages) : "",
            isNarrow ? "narrow" : "wide",
            isFrame ? "" : content));
  }

  private List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    choices.add(choice("Computer", with(form, false, isDark, hasImages)));
    choices.add(choice("Phone", with(form, true, isDark, hasImages)));
    choices.add(choice("Light", with(form, isNarrow, false, hasImages)));
    choices.add(choice("Dark", with(form, isNarrow, true, hasImages)));
    choices.add(choice("Embedded images", with(form, isNarrow, isDark, true)));
    choices.add(choice("No images", with(form, isNarrow, isDark, false)));
    return choices;
  }

  private Choice choice(String label, LetterView other) {
    return new Choice(other.address(), label, other.equals(this));
  }

  private LetterView with(Form otherForm, boolean narrow, boolean dark, boolean images) {
    return new LetterView(path, fixed, forms, otherForm, narrow, dark, images);
  }

  private String address() {
    Map<String, String> fields = new LinkedHashMap<>(fixed);
    fields.put("view", form.parameter());
    if (isNarrow) {
      fields.put("width", "360");
    }
    if (isDark) {
      fields.put("theme", "dark");
    }
    if (!hasImages) {
      fields.put("images", "off");
    }
    return UrlText.address(path, fields);
  }
}
