package org.rollcall.letter.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.Writer;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rollcall.user.BrokenRecordException;

/**
 * A compiled Mustache template of one part of a letter. It has variables and sections by their full
 * names, and no logic. Templates come from a bucket, so the engine may read only maps of texts. See
 * D-055.
 */
public final class LetterTemplate {

  /** The maximum length of a rendered part in characters. SES accepts messages of 10 MB. */
  public static final int MAX_LENGTH = 1_000_000;

  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler().withCollector(new MapsOnly()).emptyStringIsFalse(true).defaultValue("");

  private final Template template;

  private LetterTemplate(Template template) {
    this.template = template;
  }

  /** Reads only maps: no methods, no fields, no indices. */
  private static final class MapsOnly extends BasicCollector {

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      return null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      return context instanceof Map ? MAP_FETCHER : null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }

  /**
   * Compiles a template that {@link ValidatedTemplate} has checked and completed.
   *
   * @param isHtml whether values are escaped for HTML
   * @throws MustacheException if the template is invalid
   */
  public static LetterTemplate compile(String source, boolean isHtml) {
    return new LetterTemplate(MUSTACHE.escapeHTML(isHtml).compile(source));
  }

  /**
   * Renders the part.
   *
   * @param values the variables by their full names
   * @throws BrokenRecordException if the result would be longer than {@link #MAX_LENGTH}, because a
   *     field of the record is far longer than any name
   */
  public String render(Map<String, String> values) {
    BoundedWriter writer = new BoundedWriter();
    template.execute(values, writer);
    return writer.toString();
  }

  private static final class BoundedWriter extends Writer {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] characters, int offset, int length) {
      if (text.length() + length > MAX_LENGTH) {
        throw new BrokenRecordException(
            "the letter would be longer than " + MAX_LENGTH + " characters");
      }
      text.append(characters, offset, length);
    }

    @Override
    public String toString() {
      return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
