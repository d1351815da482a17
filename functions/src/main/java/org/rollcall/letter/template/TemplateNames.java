package org.rollcall.letter.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names in a template in the engine's order, each once. */
record TemplateNames(Set<String> variables, Set<String> sharedParts) implements Mustache.Visitor {

  /**
   * The names in a template.
   *
   * @throws MustacheException if the template is invalid
   */
  static TemplateNames of(String source) {
    TemplateNames names = new TemplateNames(new LinkedHashSet<>(), new LinkedHashSet<>());
    Mustache.compiler().compile(source).visit(names);
    return names;
  }

  @Override
  public void visitText(String text) {}

  @Override
  public void visitVariable(String name) {
    variables.add(name);
  }

  @Override
  public boolean visitInclude(String name) {
    sharedParts.add(name);
    return false;
  }

  @Override
  public boolean visitSection(String name) {
    variables.add(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    variables.add(name);
    return true;
  }
}
