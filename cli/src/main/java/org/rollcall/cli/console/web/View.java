package org.rollcall.cli.console.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * A template of a page, in Mustache. Every value is escaped. A value that the model does not have
 * is an error. Numbers have grouped thousands.
 */
public final class View {

  private final Template template;

  private View(Template template) {
    this.template = template;
  }

  /**
   * Reads a template.
   *
   * @param owner the class in whose package it is
   * @param name its file name. {@code {{>part}}} includes the file {@code part.html} beside it
   */
  public static View of(Class<?> owner, String name) {
    return new View(
        Mustache.compiler()
            .escapeHTML(true)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withFormatter(View::text)
            .withLoader(part -> reader(owner, part + ".html"))
            .compile(reader(owner, name)));
  }

  private static String text(Object value) {
    return value instanceof Number number
        ? NumberFormat.getNumberInstance(Locale.UK).format(number)
        : value.toString();
  }

  private static Reader reader(Class<?> owner, String name) {
    return new StringReader(new String(resource(owner, name), StandardCharsets.UTF_8));
  }

  /** A resource beside a class. */
  static byte[] resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The HTML.
   *
   * @param model a record or a map with the values
   * @param frame values that the model does not have
   */
  String render(Object model, Object frame) {
    StringWriter out = new StringWriter();
    template.execute(model, frame, out);
    return out.toString();
  }

  /** The HTML of a part that needs no values of the frame, for an event. */
  public String render(Object model) {
    return template.execute(model);
  }
}
