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
 * One file of a letter, in Mustache: values and sections by their full names, no logic. Templates
 * come from a bucket, so the engine is kept from everything but maps of text.
 */
public final class LetterTemplate {

  /** How long a letter's part may become, in characters; SES takes 10 MB in all. */
  public static final int LONGEST = 1_000_000;

  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler().withCollector(new MapsOnly()).emptyStringIsFalse(true).defaultValue("");

  private final Template template;

  private LetterTemplate(Template template) {
    this.template = template;
  }

  /** Reads maps and nothing else: no methods, no fields, no indices. */
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
   * Compiles a template that was checked and filled, see {@link ValidatedTemplate}.
   *
   * @param isHtml whether values are escaped for HTML
   * @throws MustacheException if it is none
   */
  public static LetterTemplate compile(String source, boolean isHtml) {
    return new LetterTemplate(MUSTACHE.escapeHTML(isHtml).compile(source));
  }

  /**
   * Writes the letter's part.
   *
   * @throws BrokenRecordException if it would become longer than {@link #LONGEST}: a record's field
   *     is far longer than any name
   */
  public String render(Map<String, Object> values) {
    Paper paper = new Paper();
    template.execute(values, paper);
    return paper.toString();
  }

  /** Takes the letter down as long as there is room. */
  private static final class Paper extends Writer {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] characters, int offset, int length) {
      if (text.length() + length > LONGEST) {
        throw new BrokenRecordException(
            "the letter would be longer than " + LONGEST + " characters");
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
