package org.rollcall.letter.template;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;

/**
 * A template without fault. Every tag is looked at, whether or not it would be reached, and before
 * the engine sees the template, so that none can lead the engine astray.
 *
 * @param parts the tags that take in shared parts
 */
public record ValidatedTemplate(String source, List<Tag> parts) {

  /** How deep sections may be nested; deeper ones are a mistake, and very deep ones an attack. */
  static final int DEEPEST = 20;

  private static final int LONGEST_NAME = 60;

  public ValidatedTemplate {
    parts = List.copyOf(parts);
  }

  /**
   * Checks a template.
   *
   * @param file where it is, for the faults
   * @return nothing, and every fault noted, if there is one
   */
  public static Optional<ValidatedTemplate> of(
      String source, String file, TemplateRules rules, Faults faults) {
    List<Tag> tags = Tag.in(source);
    Check check = new Check(file, rules, faults);
    tags.forEach(check::look);
    check.end();
    check.lookForStrays(source, tags);
    if (check.found) {
      return Optional.empty();
    }
    try {
      LetterTemplate.compile(source, rules.isHtml());
    } catch (MustacheException e) {
      faults.add(file, "is not a template that can be used: " + e.getMessage());
      return Optional.empty();
    }
    return Optional.of(
        new ValidatedTemplate(
            source, tags.stream().filter(tag -> tag.kind() == Tag.Kind.PART).toList()));
  }

  /**
   * The template with the shared parts in their places, see {@link TemplateIncludes}.
   *
   * @param texts the parts' texts, by their names; what is not there is nothing
   * @return nothing if it would be longer than {@link LetterTemplate#LONGEST}
   */
  public Optional<String> filled(Map<String, String> texts) {
    return TemplateIncludes.of(source, parts, texts);
  }

  private static final class Check {

    private final String file;
    private final TemplateRules rules;
    private final Faults faults;
    private final Deque<Tag> open = new ArrayDeque<>();
    private boolean found;

    Check(String file, TemplateRules rules, Faults faults) {
      this.file = file;
      this.rules = rules;
      this.faults = faults;
    }

    void look(Tag tag) {
      switch (tag.kind()) {
        case VALUE -> name(tag);
        case UNESCAPED -> unescaped(tag);
        case SECTION, INVERTED -> open(tag);
        case CLOSE -> close(tag);
        case PART -> part(tag);
        case FOREIGN ->
            fault(tag, "uses {{= … }}, {{< … }} or {{$ … }}, which letters do not have");
        case BROKEN -> fault(tag, "has a tag that goes over the end of the line");
        case ENDLESS -> fault(tag, "opens a tag with {{ that no }} closes");
        case COMMENT -> {
          // Says nothing to anybody.
        }
      }
    }

    void end() {
      for (Tag tag : open) {
        fault(tag, "opens a section that no {{/" + tag.shownName() + "}} closes");
      }
    }

    /**
     * Notes the ends of tags that nothing opens. A page's style sheet has such braces of its own;
     * there only those behind a value's name are meant.
     */
    void lookForStrays(String source, List<Tag> tags) {
      int line = 1;
      int seen = 0;
      int next = 0;
      int end = source.indexOf("}}");
      while (end >= 0) {
        while (next < tags.size() && tags.get(next).end() <= end) {
          next++;
        }
        if (next < tags.size() && tags.get(next).start() <= end) {
          end = source.indexOf("}}", tags.get(next).end());
          continue;
        }
        line += (int) source.substring(seen, end).chars().filter(c -> c == '\n').count();
        seen = end;
        String name = nameBefore(source, next == 0 ? 0 : tags.get(next - 1).end(), end);
        if (!rules.isHtml() || rules.names().contains(name)) {
          found = true;
          faults.add(file + " line " + line, "has " + name + "}} with no {{ before it");
        }
        end = source.indexOf("}}", end + 2);
      }
    }

    private static String nameBefore(String source, int from, int end) {
      int start = end;
      while (start > Math.max(from, end - LONGEST_NAME)
          && (Character.isLetterOrDigit(source.charAt(start - 1))
              || "._".indexOf(source.charAt(start - 1)) >= 0)) {
        start--;
      }
      return source.substring(start, end);
    }

    private void name(Tag tag) {
      if (tag.name().isEmpty()) {
        fault(tag, "has a tag without a name, {{}}");
      } else if (!rules.names().contains(tag.name())) {
        fault(
            tag,
            "names \""
                + tag.shownName()
                + "\", which "
                + rules.who()
                + " do not have."
                + SimilarNames.hint(tag.shownName(), rules.names()));
      }
    }

    private void unescaped(Tag tag) {
      name(tag);
      if (rules.isHtml()) {
        fault(
            tag,
            "would put a value into the page that is not escaped: write {{"
                + tag.shownName()
                + "}}, with two braces and without &");
      }
    }

    private void open(Tag tag) {
      name(tag);
      open.push(tag);
      if (open.size() == DEEPEST + 1) {
        fault(tag, "nests sections deeper than " + DEEPEST);
      }
    }

    private void close(Tag tag) {
      if (open.isEmpty()) {
        fault(tag, "closes {{/" + tag.shownName() + "}}, which no section opens");
      } else if (open.peek().name().equals(tag.name())) {
        open.pop();
      } else {
        fault(
            tag,
            "closes {{/"
                + tag.shownName()
                + "}} where {{/"
                + open.peek().shownName()
                + "}} must come first, for the section of line "
                + open.peek().line());
        leave(tag.name());
      }
    }

    /** Takes a section for closed that is open further out, so that one slip is one fault. */
    private void leave(String name) {
      if (open.stream().anyMatch(tag -> tag.name().equals(name))) {
        while (!open.pop().name().equals(name)) {
          // What is open within it is closed with it.
        }
      }
    }

    private void part(Tag tag) {
      if (rules.withoutParts().isPresent()) {
        fault(tag, "takes in {{>" + tag.shownName() + "}}: " + rules.withoutParts().get());
      } else if (SharedPart.of(tag.name()).isEmpty()) {
        fault(
            tag,
            "takes in {{>"
                + tag.shownName()
                + "}}, which is neither {{>header}} nor {{>footer}}."
                + SimilarNames.hint(tag.shownName(), SharedPart.tags()));
      }
    }

    private void fault(Tag tag, String message) {
      found = true;
      faults.add(file + " line " + tag.line(), message);
    }
  }
}
