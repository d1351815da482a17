package org.rollcall.letter;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Faults;
import org.rollcall.json.Nearest;

/**
 * One file of a letter, in Mustache: values and sections by their full names, no logic, no
 * partials. Templates come from a bucket, so the engine is kept from everything but maps of text.
 */
final class LetterTemplate {

  private static final Pattern LINE = Pattern.compile("(.*?) @ line (\\d+)", Pattern.DOTALL);

  private static final Mustache.Compiler MUSTACHE =
      Mustache.compiler()
          .withCollector(new MapsOnly())
          .withLoader(
              name -> {
                throw new MustacheException("partials are not supported");
              })
          .emptyStringIsFalse(true)
          .defaultValue("");

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
   * Compiles a template and checks every name in it.
   *
   * @param file where it is, for the faults
   * @param names what it may use
   * @return nothing if there was a fault
   */
  static Optional<LetterTemplate> of(
      Part part, String source, String file, Set<String> names, Faults faults) {
    Template template;
    try {
      template = compile(part, source);
    } catch (MustacheException e) {
      Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
      if (line.matches()) {
        faults.add(file + " line " + line.group(2), line.group(1));
      } else {
        faults.add(file, String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    } catch (IndexOutOfBoundsException e) {
      // JMustache reads the first character of a tag's name without looking whether there is one.
      faults.add(file, "has a tag without a name, {{}}");
      return Optional.empty();
    }
    NameCheck check = new NameCheck(source, file, names, faults);
    template.visit(check);
    return check.found ? Optional.empty() : Optional.of(new LetterTemplate(template));
  }

  /** A template that was checked before. */
  static LetterTemplate ofChecked(Part part, String source) {
    return new LetterTemplate(compile(part, source));
  }

  private static Template compile(Part part, String source) {
    return MUSTACHE.escapeHTML(part.isEscaped()).compile(source);
  }

  String render(Map<String, Object> values) {
    return template.execute(values);
  }

  /** Looks at every tag, whether or not it would be reached. */
  private static final class NameCheck implements Mustache.Visitor {

    private final String source;
    private final String file;
    private final Set<String> names;
    private final Faults faults;
    private boolean found;

    NameCheck(String source, String file, Set<String> names, Faults faults) {
      this.source = source;
      this.file = file;
      this.names = names;
      this.faults = faults;
    }

    @Override
    public void visitText(String text) {
      int open = source.contains("{{=") ? -1 : text.indexOf("{{");
      if (open >= 0) {
        // JMustache takes a tag without an end for text.
        found = true;
        faults.add(
            file + " line " + line(source.lastIndexOf(text.substring(open))),
            "opens a tag with {{ that no }} closes");
      }
    }

    @Override
    public void visitVariable(String name) {
      check(name);
    }

    @Override
    public boolean visitSection(String name) {
      check(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      check(name);
      return true;
    }

    @Override
    public boolean visitInclude(String name) {
      fault(name, "uses a partial, {{>" + name + "}}: a letter is one file without parts");
      return false;
    }

    private void check(String name) {
      if (!names.contains(name)) {
        fault(
            name,
            "names \""
                + name
                + "\", which letters of this type do not have."
                + Nearest.hint(name, names));
      }
    }

    private void fault(String name, String message) {
      found = true;
      faults.add(file + " line " + line(name), message);
    }

    /** The line of the first tag with a name. */
    private long line(String name) {
      Matcher tag =
          Pattern.compile("\\{\\{[{#^&>]?\\s*" + Pattern.quote(name) + "\\s*\\}").matcher(source);
      return line(tag.find() ? tag.start() : source.indexOf(name));
    }

    private long line(int index) {
      return source.substring(0, Math.max(0, index)).chars().filter(c -> c == '\n').count() + 1;
    }
  }
}
